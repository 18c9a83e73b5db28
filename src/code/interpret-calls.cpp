// The interpreter's calls: functions of the sources are followed, packages' are looked up, the rest is unknown.

#include <algorithm>

#include "base/strings.h"
#include "code/identity-checks.h"
#include "code/interpreter.h"
#include "code/routes.h"

namespace cumulint {

const CallArgument* CallSite::find(std::string_view name) const {
  for (const CallArgument& one : arguments)
    if (!name.empty() && one.name == name) return &one;
  return nullptr;
}

Meanings CallSite::argument(std::size_t position, std::string_view name) const {
  if (const CallArgument* named = find(name)) return named->values;
  for (const CallArgument& one : arguments)
    if (one.name.empty() && position-- == 0) return one.values;
  return {{}, spread};
}

bool CallSite::has(std::size_t position, std::string_view name) const {
  if (find(name)) return true;
  const auto is_positional = [](const CallArgument& one) { return one.name.empty(); };
  return static_cast<std::size_t>(std::count_if(arguments.begin(), arguments.end(), is_positional)) > position;
}

Reach Interpreter::reach(const CallFrame& frame) const {
  if (frame.now.catches > 0) return Reach::caught;
  return frame.now.conditions > frame.now.guarding || frame.now.after_exit ? Reach::conditional : Reach::always;
}

std::uint32_t Interpreter::depth_of(const CallFrame& frame) const {
  return static_cast<std::uint32_t>(frame.now.conditions);
}

void Interpreter::read_arguments(const Expr& expr, CallSite& site) {
  CallFrame& frame = *site.frame;
  for (const Operand& one : expr.args) {
    const Meanings values = one.spread ? evaluate_spread(*one.value, frame) : evaluate(*one.value, frame);
    if (!one.spread) {
      site.arguments.push_back({one.name, values, one.value});
      continue;
    }
    const Meaning* list = values.items.size() == 1 && !values.open ? find_kind(values, MeaningKind::list) : nullptr;
    if (list && list->object->rest.nothing()) {
      for (const Meanings& item : list->object->items) site.arguments.push_back({{}, item, one.value});
      site.spread |= list->object->open;
    } else {
      const HeapObject given = store_.merged(values);
      for (const auto& [name, field] : given.fields) site.arguments.push_back({name, field, one.value});
      site.spread |= given.open || !given.rest.nothing();
    }
  }
}

Meanings Interpreter::evaluate_call(const Expr& expr, CallFrame& frame) {
  CallSite site{.expr = &expr, .frame = &frame, .place = place(frame, expr)};
  site.constructs = expr.kind == ExprKind::construct;
  site.ignored = frame.ignored == &expr;
  const Meanings callee = evaluate_callee(*expr.base, frame);
  read_arguments(expr, site);
  trace_.checks_authorization |= reads_proof(expr, site);
  consume_arguments(callee, site);
  if (callee.nothing()) return call_unknown(expr.base, site);
  return call(callee, site);
}

namespace {

/// console.log, print, logger.info: who only reads a log does nothing with a result.
bool writes_log(const Meaning& callee) {
  if (callee.kind == MeaningKind::external)
    return callee.text == "builtins.print" || starts_with(callee.text, "console.") || starts_with(callee.text, "logging.");
  return callee.kind == MeaningKind::method && callee.base && callee.base->kind == MeaningKind::made &&
         contains(lower(callee.base->text), "logg");
}

}  // namespace

/// What is passed to packages and to what nobody knows is used as if it were there; our own functions look for themselves.
void Interpreter::consume_arguments(const Meanings& callee, const CallSite& site) {
  bool is_foreign = callee.open || callee.nothing(), uses = is_foreign, logs = !is_foreign;
  for (const Meaning* one : callee.items) {
    const bool is_ours = one->kind == MeaningKind::function || one->kind == MeaningKind::class_ ||
                         one->kind == MeaningKind::partial || one->kind == MeaningKind::instance;
    is_foreign |= !is_ours;
    logs &= writes_log(*one);
    uses |= !is_ours && !(model_.tolerates && model_.tolerates(*one, site.constructs));
  }
  for (const CallArgument& argument : site.arguments) {
    if (is_foreign) note_whole_environment(argument.values);
    if (is_foreign && !logs) let_results_go(argument.values);
    if (uses) consume(argument.values, *site.frame);
  }
}

/// JavaScript's functions in objects see the object as `this`.
Meanings Interpreter::bound_to(const Meanings& owner, const Meanings& callee) {
  const Meaning* object = owner.items.size() == 1 && owner.items[0]->kind == MeaningKind::map ? owner.items[0] : nullptr;
  const Meaning* function = callee.items.size() == 1 ? callee.items[0] : nullptr;
  if (model_.assignment_declares || !object || !function || function->kind != MeaningKind::function || function->base ||
      !function->function->binds_this)
    return callee;
  Meaning* bound = store_.arena().make<Meaning>(*function);
  bound->base = object;
  return store_.one(bound, callee.open);
}

/// What is called. A field of the event is data: `event.x()` calls a method of what the event is.
Meanings Interpreter::evaluate_callee(const Expr& callee, CallFrame& frame) {
  if (callee.kind != ExprKind::member) return evaluate(callee, frame);
  const Meanings base = evaluate(*callee.base, frame);
  if (!callee.optional) consume(base, frame, 0);
  const Meaning* event = find_kind(base, MeaningKind::event);
  if (!event || base.items.size() > 1) return bound_to(base, member(base, callee.text, &callee, frame));
  Meaning* method = store_.make(MeaningKind::method, place(frame, callee), callee.text);
  method->base = event;
  return store_.one(method, base.open);
}

Meanings Interpreter::call(const Meanings& callee, CallSite& site) {
  Meanings result = {{}, callee.open};
  if (callee.items.size() == 1) return call_one(*callee.items[0], site);
  // Which of several is called is not known.
  const Circumstances outside = site.frame->now;
  ++site.frame->now.conditions;
  for (const Meaning* one : callee.items) result = store_.join(result, call_one(*one, site));
  site.frame->now.conditions = outside.conditions;
  return result;
}

Meanings Interpreter::call_one(const Meaning& callee, CallSite& site) {
  switch (callee.kind) {
    case MeaningKind::function: {
      const bool makes = site.constructs && callee.function->binds_this && !model_.assignment_declares;
      return makes ? construct(callee, site) : call_function(callee, site);
    }
    case MeaningKind::class_: return call_class(callee, site);
    case MeaningKind::external: return call_external(callee, site);
    case MeaningKind::method: return call_method(callee, site);
    case MeaningKind::partial: {
      CallSite whole = site;
      whole.arguments.clear();
      for (const Meanings& given : callee.object->items) whole.arguments.push_back({{}, given, nullptr});
      for (const auto& [name, given] : callee.object->fields) whole.arguments.push_back({name, given, nullptr});
      whole.arguments.insert(whole.arguments.end(), site.arguments.begin(), site.arguments.end());
      return call_one(*callee.base, whole);
    }
    case MeaningKind::instance: {
      const bool is_super = site.expr && site.expr->base->kind == ExprKind::name && site.expr->base->text == "super";
      const Meanings method = member_of(callee, is_super ? "constructor" : "__call__", nullptr, *site.frame);
      return find_kind(method, MeaningKind::function) ? call(method, site) : Meanings{};
    }
    case MeaningKind::made: {
      site.path = store_.arena().join({callee.text, ".__call__"});
      site.receiver = &callee;
      if (const PackageEntry* entry = find_entry(site.path)) return entry->call(*this, site);
      return call_wrapped(callee, site);
    }
    case MeaningKind::null: return {};
    case MeaningKind::failure: return store_.one(&callee);  // error.toString()
    default: return call_unknown(site.expr ? site.expr->base : nullptr, site);
  }
}

/// What a package made of our functions, `wrap(handler)`, calls them with what it is called with.
Meanings Interpreter::call_wrapped(const Meaning& wrapper, CallSite& site) {
  Meanings result = {};
  for (const Meanings& inner : wrapper.object->items)
    if (find_kind(inner, MeaningKind::function)) result = store_.join(result, call(inner, site));
  call_unknown(nullptr, site);
  return {result.items, true};
}

const PackageEntry* Interpreter::find_entry(std::string_view path) {
  const auto [known, added] = entries_.try_emplace(path, nullptr);
  if (added) known->second = look_up_entry(path);
  return known->second;
}

const PackageEntry* Interpreter::look_up_entry(std::string_view path) const { return find_entry_in(model_, path); }

Meanings Interpreter::made(std::string_view path, CallSite& site) {
  Meaning* made = store_.make(MeaningKind::made, site.place, path);
  made->object = store_.make_object(depth_of(*site.frame));
  for (const CallArgument& argument : site.arguments)
    if (!argument.name.empty())
      set_field(*made->object, argument.name, argument.values);
    else
      made->object->items.push_back(argument.values);
  return store_.one(made);
}

Meanings Interpreter::call_external(const Meaning& callee, CallSite& site) {
  site.path = callee.text;
  if (callee.text == callback_path) {
    for (const Meaning* one : site.argument(1, {}).items) note_result(*one);
    return {{}, false};
  }
  if (const PackageEntry* entry = find_entry(site.path)) return entry->call(*this, site);
  if (const Meanings read = read_by_package(callee.text, site); !read.nothing()) return read;
  call_callbacks(site);
  hand_over(site, callee.text);
  if (const Meaning* ours = only_class(site)) return make_for_package(*ours, site);
  const bool is_class = site.constructs || is_class_name(callee.text);
  return made(is_class ? callee.text : store_.arena().join({callee.text, "()"}), site);
}

/// The class of ours that is all that a package gets: `container.resolve(Store)`; null if it gets anything else.
const Meaning* Interpreter::only_class(const CallSite& site) {
  const bool is_one = site.arguments.size() == 1 && site.arguments[0].values.items.size() == 1;
  return is_one && site.arguments[0].values.items[0]->kind == MeaningKind::class_ ? site.arguments[0].values.items[0] : nullptr;
}

/// A package makes an object of our class, with what it injects, and may call it by itself.
Meanings Interpreter::make_for_package(const Meaning& ours, CallSite& site) {
  trace_.set_unknown("a package that makes objects of our classes");
  CallSite inner{.frame = site.frame, .place = site.place, .spread = true};
  const Meanings made = call_class(ours, inner);
  return {made.items, true};
}

bool Interpreter::is_class_name(std::string_view path) {
  const std::string_view last = path.substr(path.rfind('.') + 1);
  return !last.empty() && last[0] >= 'A' && last[0] <= 'Z';
}

Meanings Interpreter::call_method(const Meaning& method, CallSite& site) {
  const Meaning& receiver = *method.base;
  site.receiver = &receiver;
  Meanings out;
  if (receiver.kind == MeaningKind::sdk) {
    if (model_.sdk_call && model_.sdk_call(*this, receiver, method.text, site, out)) return out;
    call_callbacks(site);
    return {};
  }
  if (receiver.kind == MeaningKind::made) {
    site.path = store_.arena().join({receiver.text, ".", method.text});
    if (const PackageEntry* entry = find_entry(site.path)) return entry->call(*this, site);
    if (call_builtin_method(*this, receiver, method.text, site, out)) return out;
    if (const Meanings read = read_by_package(site.path, site); !read.nothing()) return read;
    call_callbacks(site);
    hand_over(site, receiver.text);
    if (const Meaning* ours = only_class(site)) return make_for_package(*ours, site);
    return made(store_.arena().join({site.path, "()"}), site);
  }
  if (call_builtin_method(*this, receiver, method.text, site, out)) return out;
  call_callbacks(site);
  return {};
}

/// `done(error)`: the continuation that a package hands to a function of ours is the package's affair.
static bool is_continuation(std::string_view name) {
  for (const std::string_view known : {"callback", "cb", "done", "next", "resolve", "reject"})
    if (name == known) return true;
  return false;
}

/// `this.save()` where nobody knows what `this` is: most likely a function of ours.
static bool is_own_member(const Expr& callee) {
  const bool is_member = callee.kind == ExprKind::member && callee.base->kind == ExprKind::name;
  return is_member && (callee.base->text == "this" || callee.base->text == "self");
}

/// A callee that nobody knows: functions passed to it may run.
Meanings Interpreter::call_unknown(const Expr* callee, CallSite& site) {
  call_callbacks(site);
  const Expr* inner = callee;
  while (inner && (inner->kind == ExprKind::await || inner->kind == ExprKind::call)) inner = inner->base;
  const bool is_name = callee && callee->kind == ExprKind::name;
  if (callee && (is_name || callee->kind == ExprKind::index || is_own_member(*callee)) &&
      !(is_name && is_continuation(callee->text)))
    trace_.set_unknown(store_.arena().join({"a call of something unknown: ", callee->text}));
  hand_over(site, "something unknown");
  return {};
}

/// Functions among the arguments of a package's function are called by it, with arguments that nobody knows.
void Interpreter::call_callbacks(CallSite& site) {
  for (const CallArgument& argument : site.arguments) call_functions_in(argument.values, site, 4);
}

/// Those in lists and objects too: context.parallel([async () => …]), { onSuccess: () => … }.
void Interpreter::call_functions_in(const Meanings& values, CallSite& site, int depth) {
  const auto callable = [&](const Meaning* one) {
    return one->kind != MeaningKind::method && one->kind != MeaningKind::made && is_callable(*one);
  };
  if (std::any_of(values.items.begin(), values.items.end(), callable)) call_back(values, {}, site);
  for (const Meaning* one : values.items) {
    if (depth == 0 || (one->kind != MeaningKind::list && one->kind != MeaningKind::map)) continue;
    const HeapObject inside = *one->object;  // a copy: what is called may change it
    for (const Meanings& item : inside.items) call_functions_in(item, site, depth - 1);
    for (const auto& field : inside.fields) call_functions_in(field.second, site, depth - 1);
    call_functions_in(inside.rest, site, depth - 1);
  }
}

/// Functions, objects with __call__, and what a package made of a handler: middy(handler).
bool Interpreter::is_callable(const Meaning& one) {
  const Meaning* owner = nullptr;
  switch (one.kind) {
    case MeaningKind::function:
    case MeaningKind::partial:
    case MeaningKind::method: return true;
    case MeaningKind::instance: return one.base && one.base->class_ && class_member(*one.base, "__call__", 0, &owner);
    case MeaningKind::made: return find_entry(store_.arena().join({one.text, ".__call__"})) != nullptr;
    default: return false;
  }
}

Meanings Interpreter::call_back(const Meanings& function, std::vector<Meanings> arguments, CallSite& site) {
  CallSite inner{.frame = site.frame, .place = site.place};
  for (const Meanings& values : arguments) inner.arguments.push_back({{}, values, nullptr});
  Meanings result = {{}, function.open};
  for (const Meaning* one : function.items)
    if (is_callable(*one))
      result = store_.join(result, call_one(*one, inner));
  return result;
}

void Interpreter::hand_over(const CallSite& site, std::string_view package) {
  static_cast<void>(package);
  for (const CallArgument& argument : site.arguments)
    for (const Meaning* one : argument.values.items) {
      if (one->kind != MeaningKind::sdk || one->sdk->service.empty()) continue;
      auto& opaque = trace_.opaque_services;
      if (std::find(opaque.begin(), opaque.end(), one->sdk->service) == opaque.end()) opaque.push_back(one->sdk->service);
    }
}

namespace {

/// JavaScript's defaults stand in for what is given as undefined too.
bool may_be_missing(const Meanings& values) {
  return values.nothing() || std::any_of(values.items.begin(), values.items.end(), [](const Meaning* one) {
           return one->kind == MeaningKind::null || one->kind == MeaningKind::environment;
         });
}

}  // namespace

void Interpreter::bind_parameters(const Function& function, const Meaning& callee, CallSite& site, CallFrame& frame) {
  std::size_t position = 0;
  std::vector<bool> used(site.arguments.size());
  const auto take = [&](std::string_view name) -> const CallArgument* {
    for (std::size_t i = 0; i < site.arguments.size(); ++i)
      if (!used[i] && site.arguments[i].name == name) {
        used[i] = true;
        return &site.arguments[i];
      }
    return nullptr;
  };
  const bool takes_self = callee.base && function.of && model_.assignment_declares && !function.is_static;
  for (const FunctionParameter& parameter : function.parameters) {
    if (takes_self && position++ == 0) {
      frame.scope->set(parameter.name, store_.one(callee.base));
      continue;
    }
    Meanings values;
    if (parameter.rest || parameter.keywords) {
      values = rest_arguments(site, used, parameter.keywords, frame);
    } else {
      const CallArgument* given = parameter.name.empty() ? nullptr : take(parameter.name);
      if (!given) given = take({});
      if (given) values = given->values;
      if (parameter.default_value && (!given || values.open || may_be_missing(values))) {
        const Meanings fallback = evaluate(*parameter.default_value, frame);
        values = !given && !site.spread ? fallback : given ? choose(values, fallback) : store_.join(values, fallback);
      }
      const Meaning* thing = find_kind(values, MeaningKind::made);
      const bool by_type = thing && thing->text == made_by_type;
      if (by_type && parameter.type) values = injected(*parameter.type, true, frame);
      if (values.nothing() && parameter.type && model_.of_type && !by_type) values = injected(*parameter.type, site.spread, frame);
    }
    if (parameter.pattern)
      assign(*parameter.pattern, values, frame, true);
    else
      frame.scope->set(parameter.name, values);
    if (parameter.is_field && frame.self) store_field(store_.one(frame.self), parameter.name, values, frame);
  }
}

/// What Annotated[Type, Depends(make)] says that the parameter gets.
const Meaning* Interpreter::injected_thing(const Meanings& type) {
  for (const MeaningKind kind : {MeaningKind::sdk, MeaningKind::instance, MeaningKind::map, MeaningKind::environment})
    if (const Meaning* found = find_kind(type, kind)) return found;
  return nullptr;
}

/// What a parameter of a declared type gets: a client of the SDK; from a framework, an object of our class.
Meanings Interpreter::injected(const Expr& declared, bool by_framework, CallFrame& frame) {
  const Meanings type = evaluate(declared, frame);
  if (const Meaning* thing = injected_thing(type)) return store_.one(thing, true);
  const Meaning* ours = by_framework ? find_kind(type, MeaningKind::class_) : nullptr;
  if (!ours || frame.depth >= limits_.depth) return model_.of_type(*this, type);
  CallSite site{.frame = &frame, .place = place(frame, declared), .spread = true};
  return call_class(*ours, site);
}

/// *args or **kwargs: what no other parameter took.
Meanings Interpreter::rest_arguments(CallSite& site, std::vector<bool>& used, bool named, CallFrame& frame) {
  Meaning* made = store_.make(named ? MeaningKind::map : MeaningKind::list, site.place);
  made->object = store_.make_object(depth_of(frame));
  made->object->open = site.spread;
  for (std::size_t i = 0; i < site.arguments.size(); ++i) {
    const CallArgument& argument = site.arguments[i];
    if (used[i] || argument.name.empty() == named) continue;
    used[i] = true;
    if (named)
      set_field(*made->object, argument.name, argument.values);
    else
      made->object->items.push_back(argument.values);
  }
  return store_.one(made);
}

namespace {

std::uint64_t memo_key(const Meaning& callee, const CallSite& site) {
  const CallFrame& frame = *site.frame;
  std::uint64_t key = reinterpret_cast<std::uintptr_t>(callee.function) * 31 + reinterpret_cast<std::uintptr_t>(callee.scope);
  const auto mix = [&key](std::uint64_t value) { key = (key ^ value) * 1099511628211ull; };
  if (callee.base) mix(reinterpret_cast<std::uintptr_t>(callee.base->object) + 1);
  for (const CallArgument& argument : site.arguments) mix(hash_meanings(argument.values) ^ hash_text(argument.name));
  const Circumstances& now = frame.now;
  mix((now.conditions > 0 || now.after_exit) + 2 * (now.loops > 0) + 4 * (now.catches > 0) + 8 * now.catches_missing +
      16 * site.spread + 32 * now.in_record_loop);
  for (const GuardChain* one = now.guards; one; one = one->next) {
    mix(hash_text(one->guard.path) + 2 * static_cast<std::uint64_t>(one->guard.test) + one->guard.holds);
    for (const std::string_view text : one->guard.texts) mix(hash_text(text));
  }
  mix(reinterpret_cast<std::uintptr_t>(frame.route));
  for (const Meaning* one : callee.otherwise.items) mix(hash_text(one->text));  // the route that it was looked up by
  mix(reinterpret_cast<std::uintptr_t>(frame.event_kind));
  for (const CallFrame* one = &frame; one; one = one->caller)
    for (const std::string_view name : one->tested) mix(hash_text(name));
  return key;
}

}  // namespace

Meanings Interpreter::call_function(const Meaning& callee, CallSite& site) {
  const Function& function = *callee.function;
  CallFrame& caller = *site.frame;
  if (caller.depth >= limits_.depth) {
    trace_.set_unknown("calls go too deep");
    return {};
  }
  int active = 0;
  for (const CallFrame* one = &caller; one; one = one->caller) active += one->function == &function;
  if (active > 1) return {};  // recursion: one more round says nothing new

  const std::uint64_t key = memo_key(callee, site);
  if (const auto known = memo_.find(key); known != memo_.end()) {
    caller.now.after_exit |= known->second.may_raise && !caller.now.catches_missing;
    return known->second.result;
  }
  memo_[key] = {};

  CallFrame frame{.function = &function, .module = callee.scope->module};
  frame.scope = store_.make_scope(callee.scope, frame.module);
  frame.self = callee.base ? callee.base : function.binds_this ? nullptr : caller.self;
  frame.caller = &caller;
  frame.path = site.expr || site.place.module ? store_.arena().make<CallStep>(CallStep{caller.path, site.place}) : caller.path;
  frame.now = caller.now;
  frame.now.conditions += caller.now.after_exit;
  frame.now.after_exit = false;
  frame.route = caller.route;
  frame.http_method = caller.http_method;
  frame.event_kind = caller.event_kind;
  frame.depth = caller.depth + 1;
  if (!callee.otherwise.nothing()) enter_looked_up(*this, callee, frame);
  bind_parameters(function, callee, site, frame);
  run(function.body, frame);
  if (!frame.returns) frame.result = store_.one(store_.make(MeaningKind::null, {}));
  memo_[key] = {frame.result, frame.may_raise};
  if (frame.may_raise && caller.now.catches == 0) caller.now.after_exit = true;
  return frame.result;
}

/// `new F()` of a plain function: its prototype is the class.
Meanings Interpreter::construct(const Meaning& function, CallSite& site) {
  Meaning* made = store_.make(MeaningKind::instance, site.place, function.text);
  made->base = &function;
  made->object = store_.make_object(depth_of(*site.frame));
  Meaning* bound = store_.arena().make<Meaning>(function);
  bound->base = made;
  const Meanings result = call_function(*bound, site);
  return find_kind(result, MeaningKind::instance) || find_kind(result, MeaningKind::map) ? result : store_.one(made);
}

/// An object of a class before its constructor has run; Python's __new__ may give one that is there already.
const Meaning* Interpreter::new_instance(const Meaning& of_class, CallSite& site) {
  const Meaning* owner = nullptr;
  const Meanings* found = model_.assignment_declares ? class_member(of_class, "__new__", 0, &owner) : nullptr;
  if (const Meaning* function = found ? find_kind(*found, MeaningKind::function) : nullptr) {
    Meaning* bound = store_.arena().make<Meaning>(*function);
    bound->base = &of_class;
    if (const Meaning* given = find_kind(call_function(*bound, site), MeaningKind::instance)) return given;
  }
  Meaning* made = store_.make(MeaningKind::instance, site.place, of_class.text);
  made->base = &of_class;
  made->class_ = of_class.class_;
  made->object = store_.make_object(depth_of(*site.frame));
  return made;
}

namespace {

/// class Response(TypedDict): calling it makes a dictionary.
bool makes_map(const Meaning& of_class) {
  return of_class.object && std::any_of(of_class.object->items.begin(), of_class.object->items.end(), [](const Meanings& base) {
           const Meaning* one = find_kind(base, MeaningKind::external);
           return one && ends_with(one->text, ".TypedDict");
         });
}

}  // namespace

Meanings Interpreter::call_class(const Meaning& of_class, CallSite& site) {
  if (makes_map(of_class)) {
    Meaning* map = store_.make(MeaningKind::map, site.place);
    map->object = store_.make_object(depth_of(*site.frame));
    map->object->open = site.spread;
    for (const CallArgument& argument : site.arguments) {
      if (argument.name.empty()) return {argument.values.items, true};
      set_field(*map->object, argument.name, argument.values);
    }
    return store_.one(map);
  }
  const Meaning* made = new_instance(of_class, site);
  const Meaning* owner = nullptr;
  if (!model_.assignment_declares) make_fields(of_class, *made, site);
  for (const std::string_view name : {"__init__", "constructor"}) {
    const Meanings* found = class_member(of_class, name, 0, &owner);
    const Meaning* function = found ? find_kind(*found, MeaningKind::function) : nullptr;
    if (!function) continue;
    Meaning* bound = store_.arena().make<Meaning>(*function);
    bound->base = made;
    call_function(*bound, site);
    return store_.one(made);
  }
  // A data class takes its fields as arguments.
  std::size_t position = 0;
  if (of_class.scope)
    for (const auto& [name, values] : of_class.scope->names) {
      if (find_kind(values, MeaningKind::function)) continue;
      if (site.has(position, name)) set_field(*made->object, name, site.argument(position, name));
      ++position;
    }
  if (settings_class(of_class)) read_settings(of_class, site);
  call_callbacks(site);
  return store_.one(made);
}

/// The fields that a class body gives every instance, bases first: they may use `this`.
void Interpreter::make_fields(const Meaning& of_class, const Meaning& instance, CallSite& site, int depth) {
  if (const Meaning* base = first_base(of_class); base && base != &of_class && depth < 12)
    make_fields(*base, instance, site, depth + 1);
  CallFrame frame{.module = of_class.scope->module};
  frame.scope = of_class.scope;
  frame.self = &instance;
  frame.caller = site.frame;
  frame.path = site.frame->path;
  frame.now = site.frame->now;
  frame.depth = site.frame->depth + 1;
  if (frame.depth > limits_.depth) return;
  for (const Stmt* field : of_class.class_->body)
    if (field->kind == StmtKind::assign && field->value && field->target && field->target->kind == ExprKind::name)
      set_field(*instance.object, field->target->text, evaluate(*field->value, frame));
}

}  // namespace cumulint
