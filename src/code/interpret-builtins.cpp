// Methods that texts, lists and maps have in every language, and those that events, results and promises share.

#include <algorithm>
#include <string>

#include "base/strings.h"
#include "code/config-files.h"
#include "code/interpreter.h"
#include "code/routes.h"
#include "code/replaced-text.h"

namespace cumulint {
namespace {

template <std::size_t size>
bool is_one_of(std::string_view text, const std::string_view (&list)[size]) {
  return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

constexpr std::string_view same_text[] = {"strip", "rstrip", "lstrip", "trim", "trimEnd", "trimStart", "toString",
                                          "encode", "decode", "valueOf", "resolve", "absolute", "as_posix"};
constexpr std::string_view path_methods[] = {"open", "read_text", "read_bytes"};
constexpr std::string_view each_methods[] = {"map", "forEach", "filter", "flatMap", "find", "some", "every", "findIndex"};

bool is_literal(const Meanings& values) { return values.items.size() == 1 && is_literal_text(*values.items[0]); }

/// One method call that is being looked at.
struct Method {
  Interpreter& interpreter;
  const Meaning& receiver;
  std::string_view name;
  CallSite& site;

  MeaningStore& store() const { return interpreter.store(); }
  Meanings itself() const { return store().one(&receiver); }
  CallFrame& frame() const { return *site.frame; }
};

/// "{} and {name}".format(…)
Meanings format_braces(const Method& method) {
  const std::string_view text = method.receiver.text;
  std::vector<Meanings> parts;
  std::size_t argument = 0, begin = 0;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', begin)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    parts.push_back(method.store().text(text.substr(begin, open - begin), method.receiver.place));
    const std::string_view field = text.substr(open + 1, close - open - 1);
    const std::string_view name = field.substr(0, field.find_first_of(":!.["));
    if (name.empty())
      parts.push_back(method.site.argument(argument++, {}));
    else if (const CallArgument* named = method.site.find(name))
      parts.push_back(named->values);
    else
      parts.push_back(method.site.argument(static_cast<std::size_t>(parse_integer(name).value_or(99)), {}));
    begin = close + 1;
  }
  parts.push_back(method.store().text(text.substr(begin), method.receiver.place));
  return method.store().concatenate(parts, method.site.place);
}

/// separator.join(list), and JavaScript's list.join(separator).
Meanings join_items(const Method& method, const Meanings& separator, const Meanings& list) {
  const Meaning* items = find_kind(list, MeaningKind::list);
  if (!items || items->object->open || !items->object->rest.nothing() || items->object->items.empty()) return {};
  std::vector<Meanings> parts;
  for (const Meanings& item : items->object->items) {
    if (!parts.empty()) parts.push_back(separator);
    parts.push_back(item);
  }
  return method.store().concatenate(parts, method.site.place);
}

/// "a:b".split(":"), "a-b".replace("-", "."), of literals.
Meanings cut_text(const Method& method) {
  const std::string_view text = method.receiver.text, wanted = literal_of(method.site.argument(0, {}));
  if (!is_literal_text(method.receiver) || wanted.empty() || text.size() > MeaningStore::max_text) return {};
  const auto piece = [&](std::string_view part) { return method.store().text(part, method.receiver.place); };
  const bool splits = method.name == "split";
  const Meanings other = method.site.argument(1, {});
  if (splits ? method.site.has(1, {}) : other.open || !is_literal(other)) return {};
  Meaning* list = method.store().make(MeaningKind::list, method.site.place);
  list->object = method.store().make_object(0);
  std::string replaced;
  std::size_t begin = 0;
  for (std::size_t at = text.find(wanted); at != std::string_view::npos; at = text.find(wanted, begin)) {
    list->object->items.push_back(piece(text.substr(begin, at - begin)));
    replaced += std::string{text.substr(begin, at - begin)} + std::string{literal_of(other)};
    begin = at + wanted.size();
    if (list->object->items.size() > MeaningStore::max_parts) return {};
  }
  list->object->items.push_back(piece(text.substr(begin)));
  if (splits) return method.store().one(list);
  return piece(method.store().arena().copy(std::string_view{replaced += text.substr(begin)}));
}

/// The arguments of replace and replaceAll: two texts, or a regular expression and a text.
Replacement replacement_of(const Method& method) {
  Replacement made{.pattern = literal_of(method.site.argument(0, {})), .with = {}};
  const Expr* written = method.site.expr && !method.site.expr->args.empty() ? method.site.expr->args[0].value : nullptr;
  if (made.pattern.empty() && written && written->kind == ExprKind::regex && starts_with(written->text, "/")) {
    made.pattern = written->text.substr(1, written->text.rfind('/') - 1);
    made.is_regex = true;
  }
  const Meanings with = method.site.argument(1, {});
  if (with.open || !is_literal(with)) return {};
  made.with = literal_of(with);
  return made;
}

/// key.replace(…) and Path(key).with_suffix(…) of a key that nobody knows.
Meanings cut_unknown(const Method& method) {
  if (method.name == "with_suffix") {
    const Meanings parts[] = {Meanings{}, method.site.argument(0, {})};
    return method.store().concatenate(parts, method.site.place);
  }
  const Replacement replacement = replacement_of(method);
  return is_decoding(replacement) ? method.itself() : replace_in_unknown(method.store(), replacement, method.site.place);
}

Meanings lowered(const Method& method) {
  const auto lowered_text = [&](std::string_view text) { return method.store().arena().copy(std::string_view{lower(text)}); };
  if (is_literal_text(method.receiver)) return method.store().text(lowered_text(method.receiver.text), method.receiver.place);
  std::vector<Meanings> parts;
  for (const TextPart& part : method.receiver.parts)
    parts.push_back(part.hole ? Meanings{} : method.store().text(lowered_text(part.text), method.receiver.place));
  return parts.empty() ? Meanings{} : method.store().concatenate(parts, method.site.place);
}

/// Python's pathlib: a path is its text.
void call_on_path(const Method& method, Meanings& out) {
  std::vector<Meanings> parts{method.itself()};
  if (method.name == "joinpath") {
    for (const CallArgument& argument : method.site.arguments) {
      parts.push_back(method.store().text("/", method.site.place));
      parts.push_back(argument.values);
    }
    out = method.store().concatenate(parts, method.site.place);
    return;
  }
  CallSite opens{.frame = method.site.frame, .place = method.site.place};
  opens.arguments.push_back({{}, method.itself(), nullptr});
  out = open_file(method.interpreter, opens);
}

bool call_on_text(const Method& method, Meanings& out) {
  const Meaning& text = method.receiver;
  if (method.name == "format" && is_literal_text(text)) return out = format_braces(method), true;
  if (method.name == "join") return out = join_items(method, method.itself(), method.site.argument(0, {})), true;
  if (method.name == "lower" || method.name == "toLowerCase") return out = lowered(method), true;
  const bool is_unknown = text.kind == MeaningKind::text && !text.parts.empty();
  if (is_unknown && (method.name == "replace" || method.name == "replaceAll" || method.name == "with_suffix"))
    return out = cut_unknown(method), true;
  if (method.name == "split" || method.name == "replace" || method.name == "replaceAll") return out = cut_text(method), true;
  if (is_one_of(method.name, same_text)) return out = method.itself(), true;
  if (method.name == "concat") {
    std::vector<Meanings> parts{method.itself()};
    for (const CallArgument& argument : method.site.arguments) parts.push_back(argument.values);
    return out = method.store().concatenate(parts, method.site.place), true;
  }
  if (method.name == "joinpath" || is_one_of(method.name, path_methods)) return call_on_path(method, out), true;
  out = {};
  return method.name != "then" && method.name != "catch";
}

/// `path.split("/").filter(Boolean)`: the empty text before the first slash goes.
Meanings without_empty_segment(const Method& method) {
  const bool is_list = method.receiver.kind == MeaningKind::list && !method.receiver.object->items.empty();
  const Meaning* first = is_list ? find_kind(method.receiver.object->items[0], MeaningKind::event) : nullptr;
  if (!first || !ends_with(first->text, "#0")) return method.itself();
  Meaning* rest = method.store().make(MeaningKind::list, method.receiver.place);
  rest->object = method.store().make_object(0);
  rest->object->items.assign(method.receiver.object->items.begin() + 1, method.receiver.object->items.end());
  rest->object->open = true;
  return method.store().one(rest);
}

/// map, forEach, filter …: the function runs for every item.
Meanings each(const Method& method, bool is_records) {
  CallFrame& frame = method.frame();
  const Circumstances outside = frame.now;
  Trace& trace = method.interpreter.trace();
  ++frame.now.loops;
  if (is_records)
    trace.loops_over_records = frame.now.in_record_loop = true;
  else
    ++frame.now.conditions;
  const Meanings elements = method.interpreter.elements(method.itself(), frame);
  const Meanings result = method.interpreter.call_back(method.site.argument(0, {}), {elements}, method.site);
  frame.now = outside;
  if (method.name == "filter") return without_empty_segment(method);
  if (method.name == "find") return elements;
  if (method.name != "map" && method.name != "flatMap") return {};
  Meaning* list = method.store().make(MeaningKind::list, method.site.place);
  list->object = method.store().make_object(method.interpreter.depth_of(frame));
  list->object->rest = method.name == "flatMap" ? method.interpreter.elements(result, frame) : result;
  list->object->open = true;
  return method.store().one(list);
}

/// items.reduce(function, first): step by step over a few known items, else once over any of them.
Meanings fold(const Method& method) {
  const HeapObject& object = *method.receiver.object;
  std::vector<Meanings> items = object.items;
  Meanings result = method.site.argument(1, {});
  if (object.open || !object.rest.nothing() || items.empty() || items.size() > MeaningStore::max_alternatives) {
    const Meanings elements = method.interpreter.elements(method.itself(), method.frame());
    return method.interpreter.call_back(method.site.argument(0, {}), {{result.items, true}, elements}, method.site);
  }
  if (method.name == "reduceRight") std::reverse(items.begin(), items.end());
  const bool has_first = method.site.has(1, {});
  if (!has_first) result = items[0];
  for (std::size_t i = has_first ? 0 : 1; i < items.size(); ++i)
    result = method.interpreter.call_back(method.site.argument(0, {}), {result, items[i]}, method.site);
  return result;
}

bool call_on_list(const Method& method, Meanings& out) {
  HeapObject& object = *method.receiver.object;
  out = {};
  if (method.name == "append" || method.name == "push" || method.name == "add" || method.name == "unshift") {
    for (const CallArgument& argument : method.site.arguments) {
      object.rest = method.store().join(object.rest, argument.values);
    }
    object.open |= method.site.spread;
    return true;
  }
  if (method.name == "extend") {
    object.rest = method.store().join(object.rest, method.interpreter.elements(method.site.argument(0, {}), method.frame()));
    return true;
  }
  if (method.name == "join") return out = join_items(method, method.site.argument(0, {}), method.itself()), true;
  if (is_one_of(method.name, each_methods)) return out = each(method, false), true;
  if (method.name == "reduce" || method.name == "reduceRight") return out = fold(method), true;
  if (method.name == "pop" || method.name == "shift" || method.name == "at")
    return out = method.interpreter.elements(method.itself(), method.frame()), true;
  if (method.name == "slice" || method.name == "sort" || method.name == "copy" || method.name == "concat" ||
      method.name == "reverse" || method.name == "flat")
    out = method.itself();
  return true;
}

Meanings map_items(const Method& method) {
  Meaning* pairs = method.store().make(MeaningKind::list, method.site.place);
  pairs->object = method.store().make_object(0);
  for (const auto& [name, values] : method.receiver.object->fields) {
    Meaning* pair = method.store().make(MeaningKind::list, method.site.place);
    pair->object = method.store().make_object(0);
    pair->object->items = {method.store().text(name, method.receiver.place), values};
    pairs->object->items.push_back(method.store().one(pair));
  }
  pairs->object->open = method.receiver.object->open || !method.receiver.object->rest.nothing();
  return method.store().one(pairs);
}

bool call_on_map(const Method& method, Meanings& out) {
  HeapObject& object = *method.receiver.object;
  const std::string_view key = literal_of(method.site.argument(0, {}));
  out = {};
  if (method.name == "get" || method.name == "pop" || method.name == "setdefault") {
    const Meanings found = method.interpreter.item(method.itself(), method.site.argument(0, {}), method.site.expr, method.frame());
    const bool is_there = !key.empty() && find_field(object, key);
    out = is_there ? found : method.site.has(1, {}) ? method.store().join(found, method.site.argument(1, {})) : found;
    if (method.name == "setdefault" && !is_there && !key.empty()) set_field(object, key, method.site.argument(1, {}));
    return true;
  }
  if (method.name == "items") return out = map_items(method), true;
  if (method.name == "values") {
    Meaning* list = method.store().make(MeaningKind::list, method.site.place);
    list->object = method.store().make_object(0);
    list->object->rest = method.interpreter.elements(method.itself(), method.frame());
    return out = method.store().one(list), true;
  }
  if (method.name == "copy") {
    Meaning* copy = method.store().make(MeaningKind::map, method.site.place);
    copy->object = method.store().make_object(method.interpreter.depth_of(method.frame()));
    const std::uint32_t depth = copy->object->depth;
    *copy->object = object;
    copy->object->depth = depth;
    return out = method.store().one(copy), true;
  }
  if (method.name == "update") {
    for (const CallArgument& argument : method.site.arguments)
      if (!argument.name.empty()) set_field(object, argument.name, argument.values);
    const Meanings other = method.site.argument(0, {});
    if (const Meaning* map = find_kind(other, MeaningKind::map))
      for (const auto& [name, values] : map->object->fields) set_field(object, name, values);
    object.open |= other.open;
    return true;
  }
  return method.name != "then";
}

bool call_on_environment(const Method& method, Meanings& out) {
  const std::string_view name = literal_of(method.site.argument(0, {}));
  out = {};
  if (method.name != "get" && method.name != "setdefault" && method.name != "pop") {
    method.interpreter.trace().reads_computed_names |= method.name == "items" || method.name == "values" || method.name == "copy";
    return true;
  }
  if (name.empty()) {
    method.interpreter.trace().reads_computed_names = true;
    return true;
  }
  if (method.name == "setdefault") method.interpreter.assume_environment(name);
  out = method.interpreter.read_environment({name, method.site.place, false, true, method.site.argument(1, "default")}, method.frame());
  return true;
}

bool call_on_event(const Method& method, Meanings& out) {
  const std::string_view path = method.receiver.text;
  out = {};
  if (method.name == "get") {
    Expr* at = method.store().arena().make<Expr>();
    at->span = method.site.place.span;
    at->optional = true;
    const std::string_view key = literal_of(method.site.argument(0, {}));
    if (!key.empty()) out = method.interpreter.item(method.itself(), method.site.argument(0, {}), at, method.frame());
    out.open |= method.site.has(1, {}) && !find_kind(method.site.argument(1, {}), MeaningKind::list) &&
                !find_kind(method.site.argument(1, {}), MeaningKind::map);
    return true;
  }
  if (is_one_of(method.name, each_methods)) return out = each(method, ends_with(path, "ecords")), true;
  if (const bool by_slash = literal_of(method.site.argument(0, {})) == "/"; by_slash && (method.name == "strip" || method.name == "lstrip"))
    return out = method.store().one(method.store().make(MeaningKind::event, method.receiver.place, method.store().arena().join({path, "#s"}))), true;
  else if (by_slash && method.name == "split")
    return out = path_segments(method.interpreter, path, method.site.place), true;
  if (method.name == "upper" || method.name == "lower" || method.name == "toUpperCase" || is_one_of(method.name, same_text))
    return out = method.itself(), true;
  if (method.name == "then") return false;
  if (method.name == "replace" || method.name == "replaceAll" || method.name == "with_suffix")
    return out = cut_unknown(method), true;
  if (method.name == "values" || method.name == "items") out = method.interpreter.elements(method.itself(), method.frame());
  return true;
}

bool call_on_result(const Method& method, Meanings& out) {
  if (method.name == "get" || method.name == "pop") {
    out = method.interpreter.item(method.itself(), method.site.argument(0, {}), method.site.expr, method.frame());
    out.open |= method.site.has(1, {});
    return true;
  }
  if (is_one_of(method.name, each_methods)) return out = each(method, false), true;
  if (method.name == "read" || method.name == "decode" || method.name == "promise" || method.name == "strip")
    return out = method.itself(), true;
  return false;
}

/// Promises: what is given to `then` runs with the value.
bool call_on_promise(const Method& method, Meanings& out) {
  if (method.name == "then") {
    out = method.interpreter.call_back(method.site.argument(0, {}), {method.itself()}, method.site);
    if (method.site.has(1, {})) method.interpreter.call_back(method.site.argument(1, {}), {{}}, method.site);
    return true;
  }
  if (method.name == "catch" || method.name == "finally") {
    CallFrame& frame = method.frame();
    const Circumstances outside = frame.now;
    if (method.name == "catch") ++frame.now.catches, ++frame.now.conditions;
    const Meanings failure = method.store().one(method.store().make(MeaningKind::failure, method.site.place));
    method.interpreter.call_back(method.site.argument(0, {}), {method.name == "catch" ? failure : Meanings{}}, method.site);
    frame.now = outside;
    out = method.itself();
    return true;
  }
  if (method.name == "promise") return out = method.itself(), true;
  return false;
}

/// pydantic's model_dump(), a named tuple's _asdict()
bool call_on_instance(const Method& method, Meanings& out) {
  if (method.name != "model_dump" && method.name != "_asdict" && method.name != "dict") return false;
  return out = method.interpreter.as_fields(method.receiver, method.frame()), true;
}

/// Flask's and Django's View.as_view(): its methods get, post … serve.
bool call_on_class(const Method& method, Meanings& out) {
  if (method.name != "as_view") return false;
  CallSite bare{.frame = &method.frame(), .place = method.site.place, .spread = true};
  const Meanings view = method.interpreter.call(method.itself(), bare);
  out = {};
  for (const std::string_view verb : {"get", "post", "put", "patch", "delete", "dispatch_request"})
    for (const Meaning* one : method.interpreter.member(view, verb, nullptr, method.frame()).items)
      if (one->kind == MeaningKind::function) out = method.store().join({out.items, false}, method.store().one(one));
  return true;
}

bool call_on_function(const Method& method, Meanings& out) {
  if (method.name == "bind") {
    if (!method.site.has(1, {})) return out = method.itself(), true;
    Meaning* bound = method.store().make(MeaningKind::partial, method.site.place);
    bound->base = &method.receiver;
    bound->object = method.store().make_object(0);
    for (std::size_t i = 1; i < method.site.arguments.size(); ++i) bound->object->items.push_back(method.site.arguments[i].values);
    return out = method.store().one(bound), true;
  }
  if (method.name != "call" && method.name != "apply") return false;
  CallSite inner = method.site;
  if (!inner.arguments.empty()) inner.arguments.erase(inner.arguments.begin());
  if (method.name == "apply") inner.arguments.clear(), inner.spread = true;
  out = method.interpreter.call(method.itself(), inner);
  return true;
}

}  // namespace

bool call_builtin_method(Interpreter& interpreter, const Meaning& receiver, std::string_view name, CallSite& site,
                         Meanings& out) {
  const Method method{interpreter, receiver, name, site};
  bool done = false;
  switch (receiver.kind) {
    case MeaningKind::text:
    case MeaningKind::number:
    case MeaningKind::environment:
    case MeaningKind::stored: done = call_on_text(method, out); break;
    case MeaningKind::list: done = name != "then" && name != "catch" && name != "finally" && call_on_list(method, out); break;
    case MeaningKind::map: done = name != "catch" && name != "finally" && call_on_map(method, out); break;
    case MeaningKind::external:
      done = (receiver.text == "os.environ" || receiver.text == "process.env") && call_on_environment(method, out);
      break;
    case MeaningKind::event: done = call_on_event(method, out); break;
    case MeaningKind::instance: done = call_on_instance(method, out); break;
    case MeaningKind::class_: done = call_on_class(method, out); break;
    case MeaningKind::result: done = call_on_result(method, out); break;
    case MeaningKind::function:
    case MeaningKind::method:
    case MeaningKind::partial: done = call_on_function(method, out); break;
    default: break;
  }
  return done || call_on_promise(method, out);
}

}  // namespace cumulint
