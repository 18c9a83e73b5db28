// Python's builtins and standard library, as far as values flow through them.

#include <algorithm>
#include <array>
#include <string>

#include "base/strings.h"
#include "code/config-files.h"
#include "code/identity-checks.h"
#include "code/python-packages.h"
#include "code/replaced-text.h"
#include "code/routes.h"

namespace cumulint {
namespace {

constexpr std::string_view builtin_names[] = {
    "abs", "aiter", "all", "anext", "any", "ascii", "bin", "bool", "breakpoint", "bytearray", "bytes", "callable", "chr",
    "classmethod", "compile", "complex", "delattr", "dict", "dir", "divmod", "enumerate", "eval", "exec", "exit", "filter",
    "float", "format", "frozenset", "getattr", "globals", "hasattr", "hash", "help", "hex", "id", "input", "int",
    "isinstance", "issubclass", "iter", "len", "list", "locals", "map", "max", "memoryview", "min", "next", "object", "oct",
    "open", "ord", "pow", "print", "property", "quit", "range", "repr", "reversed", "round", "set", "setattr", "slice",
    "sorted", "staticmethod", "str", "sum", "super", "tuple", "type", "vars", "zip", "__file__", "NotImplemented",
    "Ellipsis"};

// Paths stay alive as C strings: "builtins.print".
const std::array<std::string, std::size(builtin_names)>& builtin_paths() {
  static const std::array<std::string, std::size(builtin_names)> paths = [] {
    std::array<std::string, std::size(builtin_names)> made;
    for (std::size_t i = 0; i < made.size(); ++i) made[i] = "builtins." + std::string{builtin_names[i]};
    return made;
  }();
  return paths;
}

Meanings nothing(Interpreter& interpreter, CallSite& site) {
  return interpreter.store().one(interpreter.store().make(MeaningKind::null, site.place));
}

Meanings unknown(Interpreter&, CallSite&) { return {}; }

/// traceback.format_exc(): the exception that is being handled.
Meanings exception_text(Interpreter& interpreter, CallSite& site) {
  return interpreter.store().one(interpreter.store().make(MeaningKind::failure, site.place));
}

/// str(x), int(x), json.dumps(x), list(x), asyncio.run(x): what matters of the result is what went in.
Meanings first_argument(Interpreter&, CallSite& site) {
  if (site.arguments.empty()) return {};
  return site.arguments[0].values;
}

Meanings loads(Interpreter& interpreter, CallSite& site) {
  const Meanings given = first_argument(interpreter, site);
  std::vector<const Meaning*> made;
  for (const Meaning* one : given.items) {
    if (one->kind == MeaningKind::event) {
      Meaning* parsed = interpreter.store().arena().make<Meaning>(*one);
      parsed->text = interpreter.store().arena().join({one->text, "{}"});
      made.push_back(parsed);
    } else if (one->kind == MeaningKind::result || one->kind == MeaningKind::stored) {
      made.push_back(one);
    } else if (one->kind == MeaningKind::made && one->text == opened_file) {
      const Meanings parsed = parsed_file(interpreter, *one);
      made.insert(made.end(), parsed.items.begin(), parsed.items.end());
    }
  }
  return interpreter.store().all(made, given.open || made.size() < given.items.size() || made.empty());
}

Meanings new_dict(Interpreter& interpreter, CallSite& site) {
  Meaning* map = interpreter.store().make(MeaningKind::map, site.place);
  map->object = interpreter.store().make_object(interpreter.depth_of(*site.frame));
  map->object->open = site.spread;
  for (const CallArgument& argument : site.arguments) {
    if (!argument.name.empty()) {
      set_field(*map->object, argument.name, argument.values);
      continue;
    }
    const Meaning* given = find_kind(argument.values, MeaningKind::map);
    map->object->open |= !given || argument.values.open;
    if (given)
      for (const auto& [name, values] : given->object->fields) set_field(*map->object, name, values);
  }
  return interpreter.store().one(map);
}

Meanings default_dict(Interpreter& interpreter, CallSite& site) {
  Meaning* map = interpreter.store().make(MeaningKind::map, site.place);
  map->object = interpreter.store().make_object(interpreter.depth_of(*site.frame));
  map->otherwise = site.argument(0, "default_factory");
  return interpreter.store().one(map);
}

/// dataclasses.asdict(object)
Meanings as_dict(Interpreter& interpreter, CallSite& site) {
  const Meaning* instance = find_kind(site.argument(0, "obj"), MeaningKind::instance);
  return instance ? interpreter.as_fields(*instance, *site.frame) : Meanings{};
}

Meanings new_list(Interpreter& interpreter, CallSite& site) {
  const Meanings given = first_argument(interpreter, site);
  const bool passes = std::any_of(given.items.begin(), given.items.end(), [](const Meaning* one) {
    return one->kind == MeaningKind::event || one->kind == MeaningKind::list || one->kind == MeaningKind::result ||
           one->kind == MeaningKind::sdk;
  });
  if (passes) return given;
  Meaning* list = interpreter.store().make(MeaningKind::list, site.place);
  list->object = interpreter.store().make_object(interpreter.depth_of(*site.frame));
  if (!site.arguments.empty()) {
    list->object->rest = interpreter.elements(given, *site.frame);
    list->object->open = true;
  }
  return interpreter.store().one(list);
}

Meanings enumerate(Interpreter& interpreter, CallSite& site) {
  MeaningStore& store = interpreter.store();
  const Meanings over = site.argument(0, "iterable");
  Meaning* pair = store.make(MeaningKind::list, site.place);
  pair->object = store.make_object(0);
  pair->object->items = {{}, interpreter.elements(over, *site.frame)};
  Meaning* list = store.make(MeaningKind::list, site.place);
  list->object = store.make_object(0);
  list->object->rest = store.one(pair);
  list->object->open = true;
  return store.one(list);
}

Meanings zip(Interpreter& interpreter, CallSite& site) {
  MeaningStore& store = interpreter.store();
  Meaning* tuple = store.make(MeaningKind::list, site.place);
  tuple->object = store.make_object(0);
  for (const CallArgument& argument : site.arguments)
    tuple->object->items.push_back(interpreter.elements(argument.values, *site.frame));
  Meaning* list = store.make(MeaningKind::list, site.place);
  list->object = store.make_object(0);
  list->object->rest = store.one(tuple);
  list->object->open = true;
  return store.one(list);
}

/// map(f, xs), executor.map(f, xs)
Meanings map_over(Interpreter& interpreter, CallSite& site) {
  CallFrame& frame = *site.frame;
  std::vector<Meanings> elements;
  for (std::size_t i = 1; i < site.arguments.size(); ++i)
    elements.push_back(interpreter.elements(site.arguments[i].values, frame));
  const Circumstances outside = frame.now;
  ++frame.now.loops;
  ++frame.now.conditions;
  Meaning* list = interpreter.store().make(MeaningKind::list, site.place);
  list->object = interpreter.store().make_object(0);
  list->object->rest = interpreter.call_back(site.argument(0, {}), elements, site);
  list->object->open = true;
  frame.now = outside;
  return interpreter.store().one(list);
}

/// filter(f, xs), sorted(xs, key=f): the items come through.
Meanings filter(Interpreter& interpreter, CallSite& site) {
  const Meanings over = site.argument(1, "iterable");
  interpreter.call_back(site.argument(0, {}), {interpreter.elements(over, *site.frame)}, site);
  return over;
}

Meanings next(Interpreter& interpreter, CallSite& site) {
  return interpreter.elements(first_argument(interpreter, site), *site.frame);
}

/// executor.submit(f, a, b), loop.run_in_executor(None, f, a): f runs with what follows it.
Meanings submit(Interpreter& interpreter, CallSite& site) {
  for (std::size_t i = 0; i < site.arguments.size(); ++i) {
    const Meanings& one = site.arguments[i].values;
    if (!find_kind(one, MeaningKind::function) && !find_kind(one, MeaningKind::method) && !find_kind(one, MeaningKind::partial))
      continue;
    CallSite inner{.frame = site.frame, .place = site.place};
    for (std::size_t rest = i + 1; rest < site.arguments.size(); ++rest) inner.arguments.push_back(site.arguments[rest]);
    return interpreter.call(one, inner);
  }
  return {};
}

Meanings thread(Interpreter& interpreter, CallSite& site) {
  std::vector<Meanings> arguments;
  if (const CallArgument* given = site.find("args"); given && find_kind(given->values, MeaningKind::list))
    arguments = find_kind(given->values, MeaningKind::list)->object->items;
  if (const CallArgument* target = site.find("target")) interpreter.call_back(target->values, arguments, site);
  return interpreter.made("threading.Thread", site);
}

Meanings get_attribute(Interpreter& interpreter, CallSite& site) {
  const Meanings owner = site.argument(0, {});
  const Meanings names = site.argument(1, {});
  const auto is_literal = [](const Meaning* one) { return is_literal_text(*one) && !one->text.empty(); };
  if (!names.open && !names.nothing() && std::all_of(names.items.begin(), names.items.end(), is_literal)) {
    Meanings found = {{}, false};
    for (const Meaning* name : names.items)
      found = interpreter.store().join(found, interpreter.member(owner, name->text, nullptr, *site.frame));
    return site.has(2, {}) ? interpreter.store().join(found, site.argument(2, {})) : found;
  }
  const bool matters = find_kind(owner, MeaningKind::sdk) || find_kind(owner, MeaningKind::module) ||
                       find_kind(owner, MeaningKind::instance);
  if (matters) interpreter.trace().set_unknown("getattr with a computed name");
  return {};
}

Meanings execute(Interpreter& interpreter, CallSite&) {
  interpreter.trace().set_unknown("code that is made at run time");
  return {};
}

Meanings partial(Interpreter& interpreter, CallSite& site) {
  const Meanings function = site.argument(0, {});
  if (function.nothing()) return {};
  Meaning* made = interpreter.store().make(MeaningKind::partial, site.place);
  made->base = function.items[0];
  made->object = interpreter.store().make_object(0);
  for (std::size_t i = 1; i < site.arguments.size(); ++i)
    if (site.arguments[i].name.empty())
      made->object->items.push_back(site.arguments[i].values);
    else
      set_field(*made->object, site.arguments[i].name, site.arguments[i].values);
  return interpreter.store().one(made, function.items.size() > 1);
}

/// field(default=…), field(default_factory=…)
Meanings field_default(Interpreter& interpreter, CallSite& site) {
  if (const CallArgument* factory = site.find("default_factory")) return interpreter.call_back(factory->values, {}, site);
  return site.argument(99, "default");
}

/// super().__new__(cls): an object without its constructor.
Meanings bare_instance(Interpreter& interpreter, CallSite& site) {
  const Meaning* of_class = find_kind(site.argument(0, {}), MeaningKind::class_);
  if (!of_class) return {};
  Meaning* made = interpreter.store().make(MeaningKind::instance, site.place, of_class->text);
  made->base = of_class;
  made->class_ = of_class->class_;
  made->object = interpreter.store().make_object(interpreter.depth_of(*site.frame));
  return interpreter.store().one(made);
}

Meanings get_environment(Interpreter& interpreter, CallSite& site) {
  const std::string_view name = literal_of(site.argument(0, "key"));
  if (name.empty()) {
    interpreter.trace().reads_computed_names = true;
    return {};
  }
  return interpreter.read_environment({name, site.place, false, true, site.argument(1, "default")}, *site.frame);
}

Meanings join_path(Interpreter& interpreter, CallSite& site) {
  std::vector<Meanings> parts;
  for (const CallArgument& argument : site.arguments) {
    if (!parts.empty()) parts.push_back(interpreter.store().text("/", site.place));
    parts.push_back(argument.values);
  }
  return interpreter.store().concatenate(parts, site.place);
}

Meanings load_env_file(Interpreter& interpreter, CallSite& site) {
  interpreter.trace().loads_env_file = true;
  return nothing(interpreter, site);
}

Meanings leave(Interpreter&, CallSite& site) {
  site.frame->may_raise |= site.frame->now.catches == 0;
  return {};
}

/// unquote_plus(key), quote(x): still that part of the event.
Meanings decoded(Interpreter&, CallSite& site) {
  const Meanings given = site.argument(0, "string");
  return find_kind(given, MeaningKind::event) ? given : Meanings{};
}

/// re.sub(r"^uploads/", "small/", key)
Meanings substitute(Interpreter& interpreter, CallSite& site) {
  const Replacement replacement{literal_of(site.argument(0, "pattern")), literal_of(site.argument(1, "repl")), true};
  return replacement.with.empty() ? Meanings{} : replace_in_unknown(interpreter.store(), replacement, site.place);
}

Meanings gather(Interpreter& interpreter, CallSite& site) {
  Meaning* list = interpreter.store().make(MeaningKind::list, site.place);
  list->object = interpreter.store().make_object(0);
  for (const CallArgument& argument : site.arguments)
    if (argument.name.empty()) list->object->items.push_back(argument.values);
  list->object->open = site.spread;
  return interpreter.store().one(list);
}

constexpr PackageEntry entries[] = {
    {"builtins.str", first_argument},
    {"builtins.repr", first_argument},
    {"traceback.format_exc", exception_text},
    {"traceback.format_exception", exception_text},
    {"sys.exc_info", exception_text},
    {"builtins.int", first_argument},
    {"builtins.float", first_argument},
    {"builtins.bytes", first_argument},
    {"builtins.bool", unknown},
    {"builtins.len", unknown},
    {"builtins.isinstance", unknown},
    {"builtins.hasattr", unknown},
    {"builtins.callable", unknown},
    {"builtins.range", unknown},
    {"builtins.print", nothing},
    {"builtins.dict", new_dict},
    {"collections.defaultdict", default_dict},
    {"dataclasses.asdict", as_dict},
    {"contextlib.ExitStack.enter_context", first_argument},
    {"contextlib.AsyncExitStack.enter_context", first_argument},
    {"contextlib.AsyncExitStack.enter_async_context", first_argument},
    {"builtins.list", new_list},
    {"builtins.tuple", new_list},
    {"builtins.set", new_list},
    {"builtins.frozenset", new_list},
    {"builtins.sorted", new_list},
    {"builtins.reversed", new_list},
    {"builtins.iter", new_list},
    {"builtins.enumerate", enumerate},
    {"builtins.zip", zip},
    {"builtins.map", map_over},
    {"builtins.filter", filter},
    {"builtins.next", next},
    {"builtins.getattr", get_attribute},
    {"builtins.exec", execute},
    {"builtins.eval", execute},
    {"builtins.exit", leave},
    {"builtins.quit", leave},
    {"sys.exit", leave},
    {"os._exit", leave},
    {"os.getenv", get_environment},
    {"os.environ.get", get_environment},
    {"os.path.join", join_path},
    {"posixpath.join", join_path},
    {"re.sub", substitute},
    {"os.path.expandvars", unknown},
    {"json.dumps", first_argument},
    {"json.loads", loads},
    {"json.load", loads},
    {"ujson.dumps", first_argument},
    {"orjson.dumps", first_argument},
    {"simplejson.dumps", first_argument},
    {"simplejson.loads", loads},
    {"ujson.loads", loads},
    {"orjson.loads", loads},
    {"ast.literal_eval", loads},
    {"base64.b64decode", first_argument},
    {"base64.b64encode", first_argument},
    {"base64.urlsafe_b64decode", first_argument},
    {"copy.copy", first_argument},
    {"copy.deepcopy", first_argument},
    {"typing.cast", unknown},
    {"urllib.parse.unquote_plus", decoded},
    {"urllib.parse.unquote", decoded},
    {"asyncio.run", first_argument},
    {"asyncio.gather", gather},
    {"asyncio.wait_for", first_argument},
    {"asyncio.create_task", first_argument},
    {"asyncio.ensure_future", first_argument},
    {"asyncio.as_completed", first_argument},
    {"asyncio.to_thread", submit},
    {"asyncio.get_event_loop().run_until_complete", first_argument},
    {"asyncio.new_event_loop().run_until_complete", first_argument},
    {"asyncio.get_event_loop().run_in_executor", submit},
    {"asyncio.get_running_loop().run_in_executor", submit},
    {"concurrent.futures.*.submit", submit},
    {"concurrent.futures.*.map", map_over},
    {"concurrent.futures.as_completed", first_argument},
    {"multiprocessing.*.map", map_over},
    {"multiprocessing.*.apply_async", submit},
    {"multiprocessing.Process", thread},
    {"threading.Thread", thread},
    {"functools.partial", partial},
    {"dataclasses.field", field_default},
    {"builtins.super().__new__", bare_instance},
    {"builtins.object.__new__", bare_instance},
    {"functools.lru_cache", first_argument},
    {"functools.cache", first_argument},
    {"functools.wraps", unknown},
    {"itertools.chain", gather},
    {"dotenv.load_dotenv", load_env_file},
    {"dotenv.main.load_dotenv", load_env_file},
    {"contextlib.closing", first_argument},
    {"contextlib.contextmanager", first_argument},
};

bool member(Interpreter& interpreter, CallFrame& frame, const MemberAccess& access, Meanings& out) {
  const auto& [base, name, expr] = access;
  if (base.kind == MeaningKind::sdk) return python_sdk_member(interpreter, frame, base, name, out);
  if (base.kind == MeaningKind::external && base.text == "typing" && name == "TYPE_CHECKING")
    return out = interpreter.boolean(Truth::no), true;
  return false;
}

}  // namespace

const char* python_builtin(std::string_view name) {
  for (std::size_t i = 0; i < std::size(builtin_names); ++i)
    if (builtin_names[i] == name) return builtin_paths()[i].c_str();
  if (ends_with(name, "Error") || ends_with(name, "Exception") || ends_with(name, "Warning") || name == "KeyboardInterrupt" ||
      name == "StopIteration" || name == "SystemExit")
    return "builtins.Exception";
  return nullptr;
}

std::span<const PackageEntry> python_builtin_entries() { return entries; }

const LanguageModel& python_model() {
  static const LanguageModel model{
      .calls = {python_sdk_entries(), python_http_entries(), python_framework_entries(), python_builtin_entries(), file_entries(), route_entries(),
                identity_entries()},
      .builtin = python_builtin,
      .member = member,
      .of_type = python_type,
      .sdk_call = python_sdk_call,
      .assignment_declares = true,
  };
  return model;
}

}  // namespace cumulint
