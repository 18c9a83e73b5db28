// What JavaScript itself and Node.js bring: Promise, JSON, Object, timers, paths.

#include "base/strings.h"
#include "code/config-files.h"
#include "code/packages-javascript.h"

namespace cumulint {
namespace {

Meanings first_argument(Interpreter&, CallSite& site) { return site.argument(0, {}); }

Meanings nothing(Interpreter&, CallSite&) { return {}; }

Meanings runs_callbacks(Interpreter& interpreter, CallSite& site) {
  interpreter.call_callbacks(site);
  return {};
}

/// Awaiting a list of promises gives the list of what they give.
Meanings promise_race(Interpreter& interpreter, CallSite& site) {
  return interpreter.elements(site.argument(0, {}), *site.frame);
}

/// allSettled: a list of { status, value }.
Meanings promise_all_settled(Interpreter& interpreter, CallSite& site) {
  MeaningStore& store = interpreter.store();
  Meaning* settled = store.make(MeaningKind::map, site.place);
  settled->object = store.make_object(interpreter.depth_of(*site.frame));
  settled->object->open = true;
  set_field(*settled->object, "value", interpreter.elements(site.argument(0, {}), *site.frame));
  Meaning* list = store.make(MeaningKind::list, site.place);
  list->object = store.make_object(interpreter.depth_of(*site.frame));
  list->object->rest = store.one(settled);
  return store.one(list);
}

/// new Promise((resolve, reject) => …): what resolve is called with.
Meanings make_promise(Interpreter& interpreter, CallSite& site) {
  MeaningStore& store = interpreter.store();
  Meaning* values = store.make(MeaningKind::list, site.place);
  values->object = store.make_object(0);
  Meaning* resolve = store.make(MeaningKind::partial, site.place);
  resolve->base = store.external("Promise.resolver").items[0];
  resolve->object = store.make_object(0);
  resolve->object->items.push_back(store.one(values));
  interpreter.call_back(site.argument(0, {}), {store.one(resolve), store.external("Promise.rejecter")}, site);
  return {values->object->rest.items, true};
}

Meanings resolve_promise(Interpreter& interpreter, CallSite& site) {
  if (const Meaning* values = find_kind(site.argument(0, {}), MeaningKind::list))
    values->object->rest = interpreter.store().join(values->object->rest, site.argument(1, {}));
  return {};
}

/// JSON.stringify: a text that JSON.parse gives back.
Meanings to_json(Interpreter& interpreter, CallSite& site) {
  Meaning* made = interpreter.store().make(MeaningKind::made, site.place, "JSON.text");
  made->object = interpreter.store().make_object(0);
  made->object->items.push_back(site.argument(0, {}));
  return interpreter.store().one(made);
}

/// The body of an event is the event's too; what was made a text is itself again.
Meanings from_json(Interpreter& interpreter, CallSite& site) {
  const Meanings text = site.argument(0, {});
  Meanings parsed = {{}, true}, from_file = {{}, false};
  for (const Meaning* one : text.items) {
    if (one->kind == MeaningKind::made && one->text == "JSON.text")
      parsed = interpreter.store().join(parsed, one->object->items[0]);
    else if (one->kind == MeaningKind::event || one->kind == MeaningKind::result || one->kind == MeaningKind::map)
      parsed = interpreter.store().join(parsed, interpreter.store().one(one));
    else if (one->kind == MeaningKind::made && one->text == opened_file)
      from_file = interpreter.store().join(from_file, parsed_file(interpreter, *one));
  }
  if (!from_file.nothing()) return interpreter.store().join(from_file, parsed.nothing() ? Meanings{{}, text.open} : parsed);
  parsed.open |= text.open;
  return parsed;
}

Meanings list_of(Interpreter& interpreter, const CallSite& site, const Meanings& elements) {
  Meaning* list = interpreter.store().make(MeaningKind::list, site.place);
  list->object = interpreter.store().make_object(interpreter.depth_of(*site.frame));
  list->object->rest = elements;
  return interpreter.store().one(list);
}

Meanings object_values(Interpreter& interpreter, CallSite& site) {
  return list_of(interpreter, site, interpreter.elements(site.argument(0, {}), *site.frame));
}

Meanings object_keys(Interpreter& interpreter, CallSite& site) {
  Meanings keys = {{}, true};
  if (const Meaning* map = find_kind(site.argument(0, {}), MeaningKind::map)) {
    keys.open = map->object->open || !map->object->rest.nothing() || site.argument(0, {}).open;
    for (const auto& field : map->object->fields)
      keys = interpreter.store().join(keys, interpreter.store().text(field.first, map->place));
  }
  return list_of(interpreter, site, keys);
}

/// new Map([["a", 1]]): an object of which more may be set.
Meanings make_map(Interpreter& interpreter, CallSite& site) {
  Meaning* map = interpreter.store().make(MeaningKind::map, site.place);
  map->object = interpreter.store().make_object(interpreter.depth_of(*site.frame));
  map->object->open = true;
  const Meaning* pairs = find_kind(site.argument(0, {}), MeaningKind::list);
  for (const Meanings& pair : pairs ? pairs->object->items : std::vector<Meanings>{}) {
    const std::string_view key = literal_of(interpreter.element_at(pair, 0, *site.frame));
    const Meanings value = interpreter.element_at(pair, 1, *site.frame);
    if (key.empty())
      map->object->rest = interpreter.store().join(map->object->rest, value);
    else
      set_field(*map->object, key, value);
  }
  return interpreter.store().one(map);
}

/// A list of pairs; which key goes with which value is not kept.
Meanings object_entries(Interpreter& interpreter, CallSite& site) {
  const Meanings keys = object_keys(interpreter, site);
  Meaning* pair = interpreter.store().make(MeaningKind::list, site.place);
  pair->object = interpreter.store().make_object(0);
  pair->object->items.push_back(interpreter.elements(keys, *site.frame));
  pair->object->items.push_back(interpreter.elements(site.argument(0, {}), *site.frame));
  return list_of(interpreter, site, interpreter.store().one(pair));
}

/// Object.assign(target, a, b): the target with their fields.
Meanings object_assign(Interpreter& interpreter, CallSite& site) {
  const Meanings target = site.argument(0, {});
  const Meaning* map = find_kind(target, MeaningKind::map);
  if (!map) map = find_kind(target, MeaningKind::instance);
  if (!map || !map->object) return target;
  for (std::size_t i = 1; i < site.arguments.size(); ++i) {
    const Meaning* from = interpreter.as_map(site.arguments[i].values);
    map->object->open |= !from || site.arguments[i].values.open || from->object->open;
    if (!from) continue;
    for (const auto& [name, values] : from->object->fields) set_field(*map->object, name, values);
    map->object->rest = interpreter.store().join(map->object->rest, from->object->rest);
  }
  map->object->open |= site.spread;
  return target;
}

/// assert(process.env.X, "…"): behind it the variable is there.
Meanings assert_condition(Interpreter& interpreter, CallSite& site) {
  const Expr* condition = site.arguments.empty() ? nullptr : site.arguments[0].written;
  if (condition) interpreter.test_environment(*condition, true, *site.frame);
  return {};
}

/// Array.from(items, each)
Meanings array_from(Interpreter& interpreter, CallSite& site) {
  const Meanings items = interpreter.elements(site.argument(0, {}), *site.frame);
  if (!site.has(1, {})) return list_of(interpreter, site, items);
  return list_of(interpreter, site, interpreter.call_back(site.argument(1, {}), {items}, site));
}

/// path.join, path.resolve: parts with "/" between them.
Meanings join_paths(Interpreter& interpreter, CallSite& site) {
  std::vector<Meanings> parts;
  for (const CallArgument& argument : site.arguments) {
    if (!parts.empty()) parts.push_back(interpreter.store().text("/", site.place));
    parts.push_back(argument.values);
  }
  return interpreter.store().concatenate(parts, site.place);
}

constexpr PackageEntry entries[] = {
    {"Promise", make_promise},
    {"Promise.resolver", resolve_promise},
    {"Promise.rejecter", nothing},
    {"Promise.all", first_argument},
    {"Promise.allSettled", promise_all_settled},
    {"Promise.race", promise_race},
    {"Promise.any", promise_race},
    {"Promise.resolve", first_argument},
    {"Promise.reject", nothing},
    {"JSON.stringify", to_json},
    {"JSON.parse", from_json},
    {"Map", make_map},
    {"Object.keys", object_keys},
    {"Object.values", object_values},
    {"Object.entries", object_entries},
    {"Object.assign", object_assign},
    {"Object.freeze", first_argument},
    {"assert", assert_condition},
    {"assert.ok", assert_condition},
    {"assert.strict", assert_condition},
    {"tiny-invariant", assert_condition},
    {"invariant", assert_condition},
    {"Object.seal", first_argument},
    {"structuredClone", first_argument},
    {"Array.from", array_from},
    {"Array.isArray", nothing},
    {"String", first_argument},
    {"Number", nothing},
    {"Boolean", nothing},
    {"parseInt", nothing},
    {"parseFloat", nothing},
    {"setTimeout", runs_callbacks},
    {"setInterval", runs_callbacks},
    {"setImmediate", runs_callbacks},
    {"queueMicrotask", runs_callbacks},
    {"process.nextTick", runs_callbacks},
    {"process.on", runs_callbacks},
    {"util.promisify", first_argument},
    {"timers/promises.setTimeout", nothing},
    {"path.join", join_paths},
    {"path.resolve", join_paths},
    {"console.*", nothing},
    {"Math.*", nothing},
    {"Buffer.from", first_argument},
    {"decodeURIComponent", first_argument},
    {"encodeURIComponent", nothing},
    {"encodeURI", first_argument},
    {"decodeURI", first_argument},
};

}  // namespace

std::span<const PackageEntry> javascript_builtin_entries() { return entries; }

}  // namespace cumulint
