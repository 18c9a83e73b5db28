// Members, items and elements of what is known; reads of the environment and of the event.

#include <algorithm>

#include "base/strings.h"
#include "code/config-files.h"
#include "code/interpreter.h"
#include "code/routes.h"

namespace cumulint {
namespace {

constexpr std::string_view next_keys[] = {"LastEvaluatedKey", "NextToken", "nextToken", "NextMarker", "Marker",
                                          "NextContinuationToken", "PaginationToken", "LastEvaluatedTableName"};

bool is_environment(std::string_view path) { return path == "os.environ" || path == "process.env"; }

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view join_path_text(Arena& arena, std::string_view base, std::string_view name) {
  return base.empty() ? name : arena.join({base, ".", name});
}

}  // namespace

Meanings Interpreter::member(const Meanings& base, std::string_view name, const Expr* expr, CallFrame& frame) {
  Meanings found = {{}, base.open || base.nothing()};
  spend(static_cast<std::uint32_t>(base.items.size() / MeaningStore::max_alternatives));
  for (const Meaning* one : base.items) {
    // What is null has no members: whoever asks knows that it is something else by now.
    if (one->kind == MeaningKind::null && base.items.size() > 1) continue;
    found = store_.join(found, member_of(*one, name, expr, frame));
  }
  return found;
}

Meanings Interpreter::member_of(const Meaning& base, std::string_view name, const Expr* expr, CallFrame& frame) {
  const auto method = [&] {
    Meaning* made = store_.make(MeaningKind::method, base.place, name);
    made->base = &base;
    return store_.one(made);
  };
  const SourcePlace here = expr ? place(frame, *expr) : SourcePlace{};
  switch (base.kind) {
    case MeaningKind::module: return exported(*base.module, name);
    case MeaningKind::instance: return instance_member(base, name, frame);
    case MeaningKind::class_: {
      const Meaning* owner = nullptr;
      const Meanings* found = class_member(base, name, 0, &owner);
      if (!found) return method();
      const Meanings member = class_function(*found, base, *owner);
      const Meaning* getter = find_kind(member, MeaningKind::function);
      if (!getter || !getter->function->is_static || !getter->function->is_property) return member;
      CallSite site{.frame = &frame, .place = base.place};
      return call_function(*getter, site);
    }
    case MeaningKind::external: {
      if (is_environment(base.text) && is_builtin_member(name)) return method();
      if (is_environment(base.text)) {
        const bool optional = expr && expr->optional;
        return read_environment({name, here, false, optional}, frame);
      }
      if (const Meanings* given = package_field(base.text, name)) return *given;
      const std::string_view path = join_path_text(store_.arena(), base.text, name);
      Meaning* made = store_.make(MeaningKind::external, here, path);
      Meanings out = store_.one(made);
      if (model_.member) model_.member(*this, frame, {base, name, expr}, out);
      return out;
    }
    case MeaningKind::map:
      if (const Meanings* field = find_field(*base.object, name)) return *field;
      if (is_builtin_member(name)) return method();
      if (!base.object->open && base.object->rest.nothing()) return method();
      return {base.object->rest.items, true};  // or it is not there
    case MeaningKind::event: return is_builtin_member(name) ? method() : event_member(base, name, expr, frame);
    case MeaningKind::result: return is_builtin_member(name) ? method() : result_member(base, name);
    case MeaningKind::failure: return failure_member(base, name);
    case MeaningKind::context: {
      Meaning* made = store_.make(MeaningKind::context, here, join_path_text(store_.arena(), base.text, name));
      return store_.one(made);
    }
    case MeaningKind::text:
      if (name == "value") return store_.one(&base);  // of an enumeration's member
      if (name == "parent") return folder_of_path(*this, store_.one(&base));  // of a path
      return method();
    case MeaningKind::function:
      if (name == "prototype" && base.object) return prototype_of(base);
      [[fallthrough]];
    case MeaningKind::made:
      if (base.object)
        if (const Meanings* field = find_field(*base.object, name)) return *field;
      [[fallthrough]];
    default: {
      Meanings out;
      if (model_.member && model_.member(*this, frame, {base, name, expr}, out)) return out;
      return method();
    }
  }
}

/// Methods of texts, lists and maps: never a field of an event, a result or the environment.
bool Interpreter::is_builtin_member(std::string_view name) {
  static constexpr std::string_view names[] = {
      "get", "items", "keys", "values", "append", "extend", "copy", "update", "setdefault", "pop", "format", "join",
      "split", "strip", "lower", "upper", "replace", "encode", "decode", "startswith", "endswith", "map", "forEach",
      "filter", "reduce", "push", "concat", "slice", "toString", "trim", "toLowerCase", "toUpperCase", "includes",
      "startsWith", "endsWith", "then", "catch", "finally", "promise", "rstrip", "lstrip", "flatMap", "find", "some",
      "every", "sort", "read", "replaceAll", "with_suffix", "hasOwnProperty", "indexOf", "substring", "match", "length"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

const Meanings* Interpreter::package_field(std::string_view object, std::string_view name) const {
  const auto known = package_objects_.find(object);
  return known == package_objects_.end() ? nullptr : find_field(*known->second, name);
}

const Meanings* Interpreter::class_member(const Meaning& of_class, std::string_view name, int depth,
                                          const Meaning** owner) {
  *owner = &of_class;
  if (!spend()) return nullptr;  // bases may be shared: the ways to them are many
  if (of_class.scope)
    if (const Meanings* found = of_class.scope->find(name)) return found;
  if (!of_class.object || depth > 12) return nullptr;
  for (const Meanings& base : of_class.object->items)
    for (const Meaning* one : base.items)
      if (one->kind == MeaningKind::class_)
        if (const Meanings* found = class_member(*one, name, depth + 1, owner)) return found;
  return nullptr;
}

/// A function of a class, reached through the class: class methods, and JavaScript's static ones, are bound to it.
Meanings Interpreter::class_function(const Meanings& values, const Meaning& of_class, const Meaning& owner) {
  const Meaning* function = find_kind(values, MeaningKind::function);
  if (!function || owner.scope != function->scope) return values;
  const bool is_bound = function->function->is_class_method || (function->function->is_static && !model_.assignment_declares);
  if (!is_bound) return values;
  Meaning* bound = store_.arena().make<Meaning>(*function);
  bound->base = &of_class;
  return store_.one(bound);
}

Meanings Interpreter::instance_member(const Meaning& base, std::string_view name, CallFrame& frame) {
  if (const Meanings* field = find_field(*base.object, name)) return *field;
  const Meaning* owner = nullptr;
  if (base.base && base.base->kind == MeaningKind::function) {
    const Meanings method = member(prototype_of(*base.base), name, nullptr, frame);
    const Meaning* function = find_kind(method, MeaningKind::function);
    if (!function || function->base) return method;
    Meaning* bound = store_.arena().make<Meaning>(*function);
    bound->base = &base;
    return store_.one(bound, method.open);
  }
  const Meanings* found = base.base ? class_member(*base.base, name, 0, &owner) : nullptr;
  if (!found) {
    Meaning* made = store_.make(MeaningKind::method, base.place, name);
    made->base = &base;
    return store_.one(made);
  }
  const Meaning* function = find_kind(*found, MeaningKind::function);
  if (!function || function->class_ == nullptr) {
    return settings_class(*base.base) ? settings_field(*base.base, name, *owner, frame) : *found;
  }
  if (function->function->is_static) return *found;
  Meaning* bound = store_.arena().make<Meaning>(*function);
  bound->base = function->function->is_class_method ? base.base : &base;
  if (!function->function->is_property) return store_.one(bound, found->open);
  CallSite site{.frame = &frame, .place = base.place};
  return call_function(*bound, site);
}

Meanings Interpreter::as_fields(const Meaning& instance, CallFrame& frame) {
  Meaning* made = store_.make(MeaningKind::map, instance.place);
  made->object = store_.make_object(depth_of(frame));
  for (const Stmt* one : instance.class_ ? instance.class_->body : Block{})
    if (one->kind == StmtKind::assign && one->target && one->target->kind == ExprKind::name)
      set_field(*made->object, one->target->text, instance_member(instance, one->target->text, frame));
  for (const auto& [name, values] : instance.object->fields) set_field(*made->object, name, values);
  made->object->open = !instance.class_ || !instance.class_->bases.empty();  // those of its bases
  return store_.one(made);
}

/// What objects that a function makes inherit.
Meanings Interpreter::prototype_of(const Meaning& function) {
  if (!function.object) return {};
  if (const Meanings* known = find_field(*function.object, "prototype")) return *known;
  Meaning* made = store_.make(MeaningKind::map, function.place);
  made->object = store_.make_object(0);
  const Meanings prototype = store_.one(made);
  set_field(*function.object, "prototype", prototype);
  return prototype;
}

Meanings Interpreter::item(const Meanings& base, const Meanings& key, const Expr* expr, CallFrame& frame) {
  Meanings found = {{}, base.open || base.nothing()};
  spend(static_cast<std::uint32_t>(base.items.size() / MeaningStore::max_alternatives));
  for (const Meaning* one : base.items) found = store_.join(found, item_of(*one, key, expr, frame));
  return found;
}

/// What an object's own __getitem__ gives.
Meanings Interpreter::asked_item(const Meaning& instance, const Meanings& key, CallFrame& frame) {
  const Meaning* owner = nullptr;
  if (!model_.assignment_declares || !instance.base || !class_member(*instance.base, "__getitem__", 0, &owner)) return {};
  CallSite site{.frame = &frame, .place = instance.place};
  site.arguments.push_back({{}, key, nullptr});
  return call(instance_member(instance, "__getitem__", frame), site);
}

/// Annotated[Type, …]: what stands behind the type.
Meanings Interpreter::annotations(const Meanings& key) {
  const Meaning* list = find_kind(key, MeaningKind::list);
  Meanings found = {{}, true};
  for (std::size_t i = 1; list && i < list->object->items.size(); ++i) found = store_.join(found, list->object->items[i]);
  return found;
}

/// defaultdict(list): what is asked for is there from now on.
Meanings Interpreter::made_by_default(const Meaning& map, std::string_view name, CallFrame& frame) {
  if (map.otherwise.nothing()) return {};
  CallSite site{.frame = &frame, .place = map.place};
  const Meanings made = call(map.otherwise, site);
  if (!made.nothing()) set_field(*map.object, name, made);
  return made;
}

Meanings Interpreter::item_of(const Meaning& base, const Meanings& key, const Expr* expr, CallFrame& frame) {
  const std::string_view name = literal_of(key);
  const SourcePlace here = expr ? place(frame, *expr) : SourcePlace{};
  switch (base.kind) {
    case MeaningKind::external:
      if (ends_with(base.text, ".Annotated")) return annotations(key);
      if (!is_environment(base.text)) return {};
      if (name.empty()) {
        trace_.reads_computed_names = true;
        return {};
      }
      return read_environment({name, here, base.text == "os.environ"}, frame);
    case MeaningKind::map:
      if (!name.empty()) {
        if (const Meanings* field = find_field(*base.object, name)) return *field;
        if (const Meanings made = made_by_default(base, name, frame); !made.nothing()) return made;
        return {base.object->rest.items, true};
      }
      if (const Meanings routes = look_up_routes(*this, base, key); !routes.nothing()) return routes;
      return elements(store_.one(&base), frame);
    case MeaningKind::list:
      if (name == "-1" && !base.object->items.empty() && base.object->rest.nothing() && !base.object->open)
        return base.object->items.back();
      if (is_number(name)) {
        const std::size_t place = std::min<std::size_t>(name.size() < 6 ? std::stoul(std::string{name}) : 99999, 99999);
        return element_at(store_.one(&base), place, frame);
      }
      return elements(store_.one(&base), frame);
    case MeaningKind::event:
      if (name.empty() || is_number(name)) return elements(store_.one(&base), frame);
      return event_member(base, name, expr, frame);
    case MeaningKind::result: return name.empty() || is_number(name) ? elements(store_.one(&base), frame) : result_member(base, name);
    case MeaningKind::failure: return name.empty() ? store_.one(&base) : failure_member(base, name);
    case MeaningKind::class_:  // an enum's member, a generic type
      if (base.scope && !name.empty())
        if (const Meanings* found = base.scope->find(name)) return *found;
      return store_.one(&base);
    case MeaningKind::instance:
      if (const Meanings found = asked_item(base, key, frame); !found.nothing()) return found;
      [[fallthrough]];
    case MeaningKind::module: return name.empty() ? Meanings{} : member_of(base, name, expr, frame);
    default: return {};
  }
}

Meanings Interpreter::event_member(const Meaning& base, std::string_view name, const Expr* expr, CallFrame& frame) {
  const std::string_view path = join_path_text(store_.arena(), base.text, name);
  Meaning* made = store_.make(MeaningKind::event, expr ? place(frame, *expr) : base.place, path);
  if (expr) note_event_read(path, place(frame, *expr), expr->optional);
  return store_.one(made);
}

void Interpreter::note_event_read(std::string_view path, SourcePlace where, bool guarded) {
  const std::string last = lower(path.substr(path.rfind('.') + 1));
  if (last == "authorization" || last == "authorizationtoken" || contains(last, "signature"))
    trace_.checks_authorization = true;
  if (starts_with(path, "#")) return;  // of a framework's request, not of the event
  for (const TracedEventRead& known : trace_.event_reads)
    if (known.place == where && known.path == path) return;
  if (trace_.event_reads.size() >= limits_.facts) return;
  trace_.event_reads.push_back({path, where, guarded});
}

/// A part of an exception is its text, but for what only tells its kind.
Meanings Interpreter::failure_member(const Meaning& base, std::string_view name) {
  constexpr std::string_view kinds[] = {"name", "code", "status", "statusCode", "status_code", "errno", "__class__",
                                        "$metadata", "constructor"};
  const bool is_kind = std::find(std::begin(kinds), std::end(kinds), name) != std::end(kinds);
  return is_kind ? Meanings{} : store_.one(&base);
}

Meanings Interpreter::result_member(const Meaning& base, std::string_view name) {
  if (std::find(std::begin(next_keys), std::end(next_keys), name) != std::end(next_keys))
    trace_.calls[base.index].reads_last_key = true;
  Meaning* made = store_.make(MeaningKind::result, base.place, join_path_text(store_.arena(), base.text, name));
  made->index = base.index;
  note_result_read(base.index, made->text);
  const TracedCall& call = trace_.calls[base.index];
  // The value of a parameter whose name is known may stand in the template.
  if (call.service == "ssm" && (made->text == "Parameter.Value" || ends_with(made->text, "[].Value"))) {
    Meaning* stored = store_.make(MeaningKind::stored, base.place);
    stored->otherwise = call.target;
    return store_.one(stored);
  }
  // Calls that tell a resource's URL or ARN by its name.
  const bool tells = (call.service == "sqs" && made->text == "QueueUrl") || (call.service == "sns" && made->text == "TopicArn");
  if (tells) made->otherwise = call.target;
  return store_.one(made);
}

Meanings Interpreter::elements(const Meanings& of, CallFrame& frame) {
  Meanings found = {{}, of.open || of.nothing()};
  for (const Meaning* one : of.items) {
    switch (one->kind) {
      case MeaningKind::list:
        for (const Meanings& item : one->object->items) found = store_.join(found, item);
        found = store_.join(found, one->object->rest);
        found.open |= one->object->open;
        break;
      case MeaningKind::map:
        for (const auto& field : one->object->fields) found = store_.join(found, field.second);
        found = store_.join(found, one->object->rest);
        found.open |= one->object->open;
        break;
      case MeaningKind::event:
      case MeaningKind::result: {
        Meaning* made = store_.arena().make<Meaning>(*one);
        if (!ends_with(one->text, "[]")) made->text = store_.arena().join({one->text, "[]"});
        if (one->kind == MeaningKind::result && trace_.calls[one->index].paginated)
          made->text = "";
        else if (one->kind == MeaningKind::result && one->text.empty())
          trace_.calls[one->index].result_escapes = true;
        found = store_.join(found, store_.one(made));
        break;
      }
      case MeaningKind::sdk: found = store_.join(found, sdk_elements(*one, frame)); break;
      case MeaningKind::class_:  // an enum
        if (one->scope)
          for (const auto& name : one->scope->names) found = store_.join(found, name.second);
        break;
      default: found.open = true;
    }
  }
  return found;
}

/// What a collection of SDK resources holds.
Meanings Interpreter::sdk_elements(const Meaning& of, CallFrame&) {
  if (of.sdk->role != SdkRole::collection) return {};
  SdkThing* thing = store_.arena().make<SdkThing>(*of.sdk);
  thing->role = SdkRole::resource;
  if (thing->type != "Object" && thing->type != "Message") thing->name = {};  // those lie in a bucket, a queue
  Meaning* made = store_.make(MeaningKind::sdk, of.place);
  made->sdk = thing;
  return store_.one(made);
}

/// A field by its place in the class's body.
Meanings Interpreter::field_at(const Meaning& instance, std::size_t place, CallFrame& frame) {
  for (const Stmt* one : instance.class_->body)
    if (one->kind == StmtKind::assign && one->target && one->target->kind == ExprKind::name && place-- == 0)
      return instance_member(instance, one->target->text, frame);
  return {};
}

Meanings Interpreter::element_at(const Meanings& of, std::size_t place, CallFrame& frame) {
  Meanings found = {{}, of.open || of.nothing()};
  for (const Meaning* one : of.items) {
    if (one->kind == MeaningKind::instance && one->class_ && model_.assignment_declares) {  // of a named tuple
      found = store_.join(found, field_at(*one, place, frame));
      continue;
    }
    const bool in_place = one->kind == MeaningKind::list && place < one->object->items.size() && one->object->rest.nothing();
    found = store_.join(found, in_place ? one->object->items[place] : elements(store_.one(one), frame));
  }
  return found;
}

const Meaning* Interpreter::find_records(const Meanings& values) const {
  for (const Meaning* one : values.items)
    if (one->kind == MeaningKind::event && (ends_with(one->text, "Records") || ends_with(one->text, "records"))) return one;
  return nullptr;
}

bool Interpreter::is_tested(std::string_view name, const CallFrame& frame) const {
  for (const CallFrame* one = &frame; one; one = one->caller)
    if (std::find(one->tested.begin(), one->tested.end(), name) != one->tested.end()) return true;
  return std::find(assigned_environment_.begin(), assigned_environment_.end(), name) != assigned_environment_.end();
}

/// Variables that are known to be set here, wherever the value goes from here.
Meanings Interpreter::tested_values(const Meanings& values, const CallFrame& frame) {
  const auto is_open = [&](const Meaning* one) {
    return one->kind == MeaningKind::environment && !one->has_default && is_tested(one->text, frame);
  };
  if (std::none_of(values.items.begin(), values.items.end(), is_open)) return values;
  std::vector<const Meaning*> made;
  for (const Meaning* one : values.items) {
    if (is_open(one)) {
      Meaning* tested = store_.arena().make<Meaning>(*one);
      tested->has_default = true;
      one = tested;
    }
    made.push_back(one);
  }
  return store_.all(made, values.open);
}

Meanings Interpreter::read_environment(const EnvironmentLookup& lookup, CallFrame& frame) {
  // Only `sam local` sets it: what stands behind it never runs in Lambda.
  if (lookup.name == "AWS_SAM_LOCAL") return store_.one(store_.make(MeaningKind::null, lookup.place));
  const auto& [name, where, required, has_default, otherwise, ignores_case] = lookup;
  const bool guarded = has_default || frame.now.has_fallback || is_tested(name, frame) || (required && frame.now.catches_missing);
  const auto found = std::find_if(trace_.reads.begin(), trace_.reads.end(), [&](const TracedRead& known) {
    return known.name == lookup.name && known.place == lookup.place;
  });
  if (found == trace_.reads.end() && trace_.reads.size() >= limits_.facts)
    trace_.set_unknown("too many environment variables");
  else if (found == trace_.reads.end())
    trace_.reads.push_back({name, where, required && !guarded, guarded, ignores_case});
  else
    found->required |= required && !guarded, found->guarded &= guarded;
  Meaning* made = store_.make(MeaningKind::environment, where, name);
  made->otherwise = has_default ? as_defaults(otherwise) : otherwise;
  made->has_default = has_default || guarded;
  made->index = ignores_case;
  return store_.one(made);
}

/// Whoever gets all variables may read each of them.
void Interpreter::note_whole_environment(const Meanings& values) {
  for (const Meaning* one : values.items)
    trace_.reads_computed_names |= one->kind == MeaningKind::external && is_environment(one->text);
}

/// A value is used as if it were there: an environment variable without default is needed; those in objects and lists too.
void Interpreter::consume(const Meanings& values, const CallFrame& frame, int depth) {
  if (model_.assignment_declares) return;  // Python's and Ruby's look-ups say themselves whether they fail
  for (const Meaning* one : values.items) {
    if (depth > 0 && one->object && (one->kind == MeaningKind::map || one->kind == MeaningKind::list)) {
      for (const auto& field : one->object->fields) consume(field.second, frame, depth - 1);
      for (const Meanings& item : one->object->items) consume(item, frame, depth - 1);
      consume(one->object->rest, frame, depth - 1);
    }
    if (one->kind != MeaningKind::environment || one->has_default || is_tested(one->text, frame)) continue;
    for (TracedRead& read : trace_.reads)
      if (read.place == one->place && read.name == one->text) read.required = true;
  }
}

void Interpreter::test_environment(const Expr& condition, bool is, CallFrame& frame) {
  switch (condition.kind) {
    case ExprKind::unary:
      if (condition.op == Op::not_) test_environment(*condition.args[0].value, !is, frame);
      return;
    case ExprKind::binary: return test_comparison(condition, is, frame);
    case ExprKind::name:
    case ExprKind::member:
    case ExprKind::index:
    case ExprKind::call: {
      if (!is || (condition.kind == ExprKind::call && condition.base->text != "get" && condition.base->text != "getenv" &&
                  condition.base->text != "Boolean"))
        return;
      for (const Meaning* one : evaluate(condition, frame).items)
        if (one->kind == MeaningKind::environment) frame.tested.push_back(one->text);
      return;
    }
    default: return;
  }
}

void Interpreter::test_comparison(const Expr& condition, bool is, CallFrame& frame) {
  const Expr &left = *condition.args[0].value, &right = *condition.args[1].value;
  const auto is_nothing = [](const Expr& one) {
    return one.kind == ExprKind::null || (one.kind == ExprKind::text && (one.text.empty() || one.text == "undefined"));
  };
  switch (condition.op) {
    case Op::and_:
    case Op::or_:
      if ((condition.op == Op::and_) != is) return;
      test_environment(left, is, frame);
      test_environment(right, is, frame);
      return;
    case Op::in:
    case Op::not_in: {
      if ((condition.op == Op::in) != is) return;
      const Meaning* environment = find_kind(evaluate(right, frame), MeaningKind::external);
      const std::string_view name = literal_of(evaluate(left, frame));
      if (environment && is_environment(environment->text) && !name.empty()) frame.tested.push_back(name);
      return;
    }
    case Op::equal:
    case Op::not_equal: {
      // `x != null` and `x === "a value"` both say that it is there.
      const Expr& value = is_nothing(left) || left.kind == ExprKind::text ? right : left;
      const Expr& other = &value == &left ? right : left;
      if (is_nothing(other) == ((condition.op == Op::equal) == is)) return;
      test_environment(value.kind == ExprKind::unary ? *value.args[0].value : value, true, frame);
      return;
    }
    default: return;
  }
}

}  // namespace cumulint
