// The interpreter's modules: imports run a module's body once; exports; the handler's own call.

#include <algorithm>

#include "base/strings.h"
#include "code/interpreter.h"

namespace cumulint {

Interpreter::Interpreter(const Walk& walk, const WalkLimits& limits)
    : library_(walk.library),
      roots_(walk.roots),
      model_(walk.model),
      store_(walk.store),
      trace_(walk.trace),
      values_(walk.values),
      limits_(limits) {}

void Interpreter::load(SourceModule& module, const CallFrame* from) {
  if (module.scope) return;
  module.scope = store_.make_scope(nullptr, &module);
  module.running = true;
  if (module.program().open) trace_.set_unknown("a source that can't be read");
  if (module.program().broken) trace_.set_unknown("a source with syntax errors");
  if (model_.assignment_declares) module.scope->set("__name__", store_.text("module", {}));
  CallFrame frame{.module = &module};
  frame.scope = module.scope;
  frame.caller = from;
  frame.depth = from ? from->depth + 1 : 0;
  ++loading_;
  run(module.program().body, frame);
  // A module that leaves where a variable is missing vouches for it.
  assigned_environment_.insert(assigned_environment_.end(), frame.tested.begin(), frame.tested.end());
  --loading_;
  module.running = false;
}

Meanings Interpreter::exported(SourceModule& module, std::string_view name) {
  return exported_within(module, name, 0);
}

Meanings Interpreter::exported_within(SourceModule& module, std::string_view name, int depth) {
  if (!module.scope || depth > 8 || !spend()) return {};
  if (model_.assignment_declares) {
    const Meanings* found = module.scope->find(name);
    return found ? *found : Meanings{};
  }
  if (module.exports)
    if (const Meanings* found = find_field(*module.exports, name)) return *found;
  if (!module.whole.nothing()) {
    if (name == "default") return module.whole;
    CallFrame frame{.module = &module};
    frame.scope = module.scope;
    return member(module.whole, name, nullptr, frame);
  }
  for (SourceModule* from : module.reexports)
    if (const Meanings found = exported_within(*from, name, depth + 1); !found.nothing()) return found;
  return {};
}

bool Interpreter::exports_name(const SourceModule& module, std::string_view name, int depth) {
  if (!spend()) return false;
  if (model_.assignment_declares) return module.scope && module.scope->find(name);
  if (module.exports && find_field(*module.exports, name)) return true;
  for (const Meaning* whole : module.whole.items)
    if ((whole->object && find_field(*whole->object, name)) || whole->kind == MeaningKind::class_) return true;
  for (const SourceModule* from : module.reexports)
    if (depth < 8 && exports_name(*from, name, depth + 1)) return true;
  return false;
}

bool Interpreter::exports_open(const SourceModule& module) const {
  if (!module.star_import.empty() || (module.scope && module.scope->names.size() >= Scope::max_names)) return true;
  if (model_.assignment_declares) return false;
  for (const Meaning* whole : module.whole.items)
    if (!whole->object || whole->kind != MeaningKind::map || whole->object->open || !whole->object->rest.nothing()) return true;
  return module.whole.open || (module.exports && (module.exports->open || !module.exports->rest.nothing())) ||
         !module.reexports.empty();
}

std::vector<std::string_view> Interpreter::exported_names(const SourceModule& module) const {
  std::vector<std::string_view> names;
  if (model_.assignment_declares && module.scope)
    for (const auto& name : module.scope->names) names.push_back(name.first);
  if (module.exports)
    for (const auto& name : module.exports->fields) names.push_back(name.first);
  for (const Meaning* whole : module.whole.items)
    if (whole->object)
      for (const auto& name : whole->object->fields) names.push_back(name.first);
  return names;
}

Meanings Interpreter::own_exports(SourceModule& module) {
  if (!module.whole.nothing()) return module.whole;
  if (!module.exports) module.exports = store_.make_object(0);
  Meaning* made = store_.make(MeaningKind::map, {&module, {}});
  made->object = module.exports;
  return store_.one(made);
}

const Meaning* Interpreter::as_map(const Meanings& values) {
  if (const Meaning* map = find_kind(values, MeaningKind::map)) return map;
  const Meaning* module = model_.assignment_declares ? nullptr : find_kind(values, MeaningKind::module);
  if (!module) return nullptr;
  Meaning* made = store_.make(MeaningKind::map, module->place);
  made->object = store_.make_object(0);
  add_exports(*module->module, *made->object, 0);
  return made;
}

void Interpreter::add_exports(SourceModule& module, HeapObject& object, int depth) {
  if (module.running || depth > 8 || !spend()) {
    object.open = true;
    return;
  }
  for (SourceModule* from : module.reexports) add_exports(*from, object, depth + 1);
  for (const std::string_view name : exported_names(module)) set_field(object, name, exported(module, name));
  object.open |= !module.whole.nothing() || (module.exports && (module.exports->open || !module.exports->rest.nothing()));
}

Meanings Interpreter::module_meaning(SourceModule& module) {
  if (!module.whole.nothing()) return module.whole;
  Meaning* made = store_.make(MeaningKind::module, {&module, {}});
  made->module = &module;
  return store_.one(made);
}

/// Do our tables say anything of a package?
bool Interpreter::knows_package(std::string_view name) const {
  for (const std::span<const PackageEntry>& table : model_.calls)
    for (const PackageEntry& entry : table)
      if (starts_with(entry.path, name)) return true;
  return false;
}

Meanings Interpreter::imported(const ImportTarget& target, const Import& import) {
  const bool all = import.whole || import.name == "*";
  if (!target.module) {
    if (target.external.empty()) return {};
    if (target.unlisted && !knows_package(target.external)) trace_.set_unknown("a package that no manifest names");
    trace_.loads_env_file |= target.external == "dotenv/config";  // the import alone does it
    const bool is_package = all || import.name == "default";  // CommonJS packages: the default is the whole
    return store_.external(is_package ? target.external : store_.arena().join({target.external, ".", import.name}));
  }
  return all ? module_meaning(*target.module) : exported(*target.module, import.name);
}

void Interpreter::run_import(const Import& import, CallFrame& frame) {
  if (import.type_only) return;
  const ImportTarget target = resolve_import(library_, roots_, *frame.module, import, store_.arena());
  if (target.missing) trace_.set_unknown("an import that is not there");
  if (target.module) load(*target.module, &frame);
  if (import.name == "*" && import.local.empty()) return import_all(target, frame);

  Meanings values = imported(target, import);
  const bool names_root = import.whole && contains(import.module, ".") && import.local != import.module &&
                          starts_with(import.module, import.local) && model_.assignment_declares;
  if (names_root) {
    bind_package(import, target, frame);
    return;
  }
  if (values.nothing() && target.module && model_.assignment_declares && !import.whole) {
    // `from package import module`
    const bool bare = import.module.empty();
    const Import inner{.module = bare ? import.name : store_.arena().join({import.module, ".", import.name}),
                       .level = import.level, .whole = true};
    if (const ImportTarget found = resolve_import(library_, roots_, *frame.module, inner, store_.arena()); found.module) {
      load(*found.module, &frame);
      values = module_meaning(*found.module);
    }
  }
  if (!import.local.empty()) frame.scope->set(import.local, values);
}

void Interpreter::import_all(const ImportTarget& target, CallFrame& frame) {
  if (!target.module) {
    frame.module->star_import = target.external.empty() ? "?" : target.external;  // any name may come from it
    return;
  }
  if (target.module->scope)
    for (const auto& [name, values] : target.module->scope->names)
      if (name.empty() || name[0] != '_') frame.scope->set(name, values);
}

/// `import a.b.c` binds a; its parts are found as members.
void Interpreter::bind_package(const Import& import, const ImportTarget& target, CallFrame& frame) {
  if (!target.module) {
    frame.scope->set(import.local, store_.external(import.local));
    return;
  }
  std::string_view rest = import.module.substr(import.local.size() + 1);
  const Import root_import{.module = import.local, .whole = true};
  SourceModule* holder = resolve_import(library_, roots_, *frame.module, root_import, store_.arena()).module;
  if (!holder) return;
  load(*holder, &frame);
  frame.scope->set(import.local, module_meaning(*holder));
  for (std::size_t end = import.local.size(); !rest.empty();) {
    const std::string_view part = rest.substr(0, rest.find('.'));
    end += 1 + part.size();
    const Import inner{.module = import.module.substr(0, end), .whole = true};
    SourceModule* next = resolve_import(library_, roots_, *frame.module, inner, store_.arena()).module;
    if (!next) return;
    load(*next, &frame);
    if (holder->scope) holder->scope->set(part, module_meaning(*next));
    holder = next;
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
  }
}

/// require("x"), import("x"), importlib.import_module("x").
Meanings Interpreter::evaluate_import(const Expr& expr, CallFrame& frame) {
  std::string_view module = expr.text;
  if (module.empty() && expr.base) module = literal_of(evaluate(*expr.base, frame));
  if (module.empty()) {
    trace_.set_unknown("an import whose name is computed");
    return {};
  }
  const Import import{.module = module, .whole = true, .span = expr.span};
  const ImportTarget target = resolve_import(library_, roots_, *frame.module, import, store_.arena());
  if (target.missing) trace_.set_unknown("an import that is not there");
  if (target.module) load(*target.module, &frame);
  return imported(target, import);
}

/// Is it a package's own function or object, which calls what of ours nobody knows?
bool Interpreter::is_foreign(const Meaning& handler) {
  if (handler.kind == MeaningKind::external) return find_entry(handler.text) == nullptr;
  if (handler.kind != MeaningKind::made || find_entry(store_.arena().join({handler.text, ".__call__"}))) return false;
  const auto is_ours = [](const Meanings& one) { return find_kind(one, MeaningKind::function) != nullptr; };
  return std::none_of(handler.object->items.begin(), handler.object->items.end(), is_ours);
}

void Interpreter::run_handler(const Meanings& handler, SourceModule& module) {
  CallFrame frame{.module = &module};
  frame.scope = module.scope;
  CallSite site{.frame = &frame};
  site.arguments.push_back({{}, store_.one(store_.make(MeaningKind::event, {&module, {}})), nullptr});
  site.arguments.push_back({{}, store_.one(store_.make(MeaningKind::context, {&module, {}})), nullptr});
  // Node.js hands over a third argument: callback(error, result).
  if (!model_.assignment_declares) site.arguments.push_back({{}, store_.external(callback_path), nullptr});
  const auto foreign = [&](const Meaning* one) { return is_foreign(*one); };
  if (handler.nothing() || std::any_of(handler.items.begin(), handler.items.end(), foreign))
    trace_.set_unknown("a handler that is made by something unknown");
  handling_ = true;
  const Meanings result = call(handler, site);
  handling_ = false;
  consume(result, frame);
  let_results_go(result);
  trace_.result_known = !result.open;
  for (const Meaning* one : result.items) note_result(*one);
}

}  // namespace cumulint
