// Imports and exports of ES modules, CommonJS, and what compilers make of the former, to program form.

#include "code/lower-javascript.h"

namespace cumulint {
namespace {

constexpr std::string_view interop_wrappers[] = {"__importStar",           "__importDefault",          "__toESM",
                                                 "_interopRequireDefault", "_interopRequireWildcard", "__importStarDefault",
                                                 "__toCommonJS"};

bool is_name(const Expr& expr, std::string_view name) { return expr.kind == ExprKind::name && expr.text == name; }

bool is_module_exports(const Expr& expr) {
  const bool is_index = expr.kind == ExprKind::index && expr.args.size() == 1 && expr.args[0].value->kind == ExprKind::text;
  const std::string_view name = is_index ? expr.args[0].value->text : expr.text;
  return (is_index || expr.kind == ExprKind::member) && name == "exports" && is_name(*expr.base, "module");
}

bool is_exports(const Expr& expr) { return is_name(expr, "exports") || is_module_exports(expr); }

/// What an accessor gives: of `{ get: function () { return x } }`, `() => x`.
const Expr* value_of_getter(const Expr& getter) {
  if (getter.kind == ExprKind::function && getter.function->body.size() == 1 &&
      getter.function->body[0]->kind == StmtKind::return_)
    return getter.function->body[0]->value;
  if (getter.kind != ExprKind::map) return nullptr;
  for (const Operand& pair : getter.args) {
    if (pair.name == "value") return pair.value;
    if (pair.name == "get") return value_of_getter(*pair.value);
  }
  return nullptr;
}

}  // namespace

const Expr* without_interop(const Expr* call) {
  if (call->args.empty() || (call->base->kind != ExprKind::name && call->base->kind != ExprKind::member)) return call;
  for (const std::string_view wrapper : interop_wrappers)
    if (call->base->text == wrapper && call->args[0].value->kind == ExprKind::import_) return call->args[0].value;
  return call;
}

bool is_export_target(const Expr& target, std::string_view& name) {
  if (is_module_exports(target)) {
    name = {};
    return true;
  }
  const bool is_member = target.kind == ExprKind::member && is_exports(*target.base);
  const bool is_index = target.kind == ExprKind::index && is_exports(*target.base) &&
                        target.args[0].value->kind == ExprKind::text;
  if (is_member) name = target.text;
  if (is_index) name = target.args[0].value->text;
  return is_member || is_index;
}

void JavaScriptLowering::imported(Statements& out, const Import& import) {
  Stmt* made = statement(StmtKind::import_, import.span);
  made->import = arena_.make<Import>(import);
  out.push_back(made);
}

void JavaScriptLowering::import_statement(Statements& out) {
  Import import{.span = span()};
  // The module's name stands last: it is looked up before the clause is walked.
  const TSNode source = ts_node_child_by_field_id(node(), fields_.source);
  if (!ts_node_is_null(source)) import.module = text({ts_node_start_byte(source) + 1, ts_node_end_byte(source) - 1});
  bool has_clause = false;
  children([&] {
    if (js() == Js::type) import.type_only = true;
    if (js() == Js::import_clause) {
      has_clause = true;
      import_clause(out, import);
    } else if (js() == Js::import_require_clause) {  // import x = require("y")
      has_clause = true;
      children([&](TSFieldId field) {
        if (field == fields_.source) import.module = unquoted();
        if (js() == Js::identifier) import.local = text();
      });
      import.whole = true;
      imported(out, import);
    }
  });
  if (!has_clause && !import.module.empty()) imported(out, import);
}

void JavaScriptLowering::import_clause(Statements& out, Import import) {
  children([&] {
    if (js() == Js::identifier) {
      Import made = import;
      made.name = "default";
      made.local = text();
      imported(out, made);
    } else if (js() == Js::namespace_import) {
      Import made = import;
      made.whole = true;
      children([&] {
        if (js() == Js::identifier) made.local = text();
      });
      imported(out, made);
    } else if (js() == Js::named_imports) {
      children([&] {
        if (js() == Js::import_specifier) import_specifier(out, import);
      });
    }
  });
}

void JavaScriptLowering::import_specifier(Statements& out, Import import) {
  import.span = span();
  children([&](TSFieldId field) {
    if (js() == Js::type && field != fields_.name && field != fields_.alias) import.type_only = true;
    if (field == fields_.name) import.name = import.local = js() == Js::string ? unquoted() : text();
    if (field == fields_.alias) import.local = text();
  });
  imported(out, import);
}

void JavaScriptLowering::exported(Statements& out, Export what, const Expr* value, const Expr* target) {
  Stmt* made = statement(StmtKind::export_, value ? value->span : span());
  made->export_ = arena_.make<Export>(what);
  made->value = value;
  made->target = target;
  out.push_back(made);
}

void JavaScriptLowering::export_statement(Statements& out) {
  const TSNode source = ts_node_child_by_field_id(node(), fields_.source);
  Export from;
  if (!ts_node_is_null(source)) from.from = text({ts_node_start_byte(source) + 1, ts_node_end_byte(source) - 1});
  bool is_default = false, is_type = false, assigns = false, all = !from.from.empty();
  std::vector<const Expr*> decorators;
  children([&](TSFieldId field) {
    is_default |= js() == Js::default_;
    is_type |= js() == Js::type;
    assigns |= js() == Js::assign;
    if (js() == Js::decorator) {
      decorators.push_back(child());
    } else if (js() == Js::export_clause) {
      all = false;
      if (!is_type) export_clause(out, from);
    } else if (js() == Js::namespace_export) {
      all = false;
      children([&] {
        if (is_named()) exported(out, {.name = text(), .from = from.from, .source_name = "*"}, nullptr);
      });
    } else if (field == fields_.declaration) {
      export_declaration(out, is_default, keep(decorators));
    } else if (field == fields_.value || (assigns && is_named())) {
      export_value(out, assigns ? std::string_view{} : "default");
    }
  });
  if (all && !is_type) exported(out, {.from = from.from, .source_name = "*"}, nullptr);
}

void JavaScriptLowering::export_value(Statements& out, std::string_view name) {
  const Assigned none{*this, {}};
  if (functions_ == 0) exported(out, {.name = name}, expression());
}

/// `export const …`, `export [default] function …`: the declaration, then an export of each name.
void JavaScriptLowering::export_declaration(Statements& out, bool is_default,
                                            std::span<const Expr* const> decorators) {
  const std::size_t first = out.size();
  if (js() == Js::class_declaration || js() == Js::abstract_class_declaration) {
    Stmt* made = statement(StmtKind::class_, span());
    made->class_ = class_of(decorators);
    out.push_back(made);
  } else {
    statement_at(out);
  }
  if (functions_ > 0) return;
  const Statements declared(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
  for (const Stmt* one : declared) {
    const auto export_named = [&](Span at, std::string_view text) {
      exported(out, {.name = is_default ? "default" : text}, name(at, text));
    };
    if (one->function && one->kind == StmtKind::function) export_named(one->function->name_span, one->function->name);
    if (one->class_) export_named(one->class_->name_span, one->class_->name);
    if (one->kind == StmtKind::assign && one->declares && one->target) export_names(out, *one->target);
  }
}

/// namespace N { export const a = 1 }: N is what a function that runs the body returns, all that it declares.
const Stmt* JavaScriptLowering::namespace_() {
  const Span here = span();
  Stmt* made = statement(StmtKind::assign, here);
  Function* body = arena_.make<Function>();
  body->span = here;
  ++functions_;  // its exports are not those of the file
  children([&](TSFieldId field) {
    if (field == fields_.name && js() == Js::identifier) made->target = expression();
    if (field == fields_.body) body->body = block();
  });
  --functions_;
  if (!made->target) {
    made->kind = StmtKind::block;
    made->body = body->body;
    return made;
  }
  Stmt* result = statement(StmtKind::return_, here);
  result->value = object_of_names(body->body, here);
  Statements all(body->body.begin(), body->body.end());
  all.push_back(result);
  body->body = keep(all);
  Expr* function = make(ExprKind::function, here);
  function->function = body;
  Expr* call = make(ExprKind::call, here);
  call->base = function;
  made->declares = true;
  made->value = call;
  return made;
}

/// {a: a, …} of what a block declares.
const Expr* JavaScriptLowering::object_of_names(const Block& block, Span here) const {
  std::vector<Operand> pairs;
  const auto add = [&](std::string_view text, Span at) { pairs.push_back({.name = text, .name_span = at, .value = name(at, text)}); };
  for (const Stmt* one : block) {
    if (one->kind == StmtKind::function) add(one->function->name, one->function->name_span);
    if (one->class_) add(one->class_->name, one->class_->name_span);
    if (one->kind == StmtKind::assign && one->declares && one->target->kind == ExprKind::name) add(one->target->text, one->target->span);
  }
  Expr* made = make(ExprKind::map, here);
  made->args = keep(pairs);
  return made;
}

/// Exports what a declared pattern binds.
void JavaScriptLowering::export_names(Statements& out, const Expr& pattern) {
  if (pattern.kind == ExprKind::name) return exported(out, {.name = pattern.text}, &pattern);
  if (pattern.kind == ExprKind::with_default) return export_names(out, *pattern.args[0].value);
  if (pattern.kind != ExprKind::list && pattern.kind != ExprKind::map) return;
  for (const Operand& part : pattern.args) export_names(out, *part.value);
}

void JavaScriptLowering::export_clause(Statements& out, Export from) {
  children([&] {
    if (js() != Js::export_specifier) return;
    const Expr* source = nullptr;
    std::string_view as;
    bool is_type = false;
    children([&](TSFieldId field) {
      const std::string_view written = js() == Js::string ? unquoted() : text();
      if (field == fields_.name)
        source = name(span(), written), as = written;
      else if (field == fields_.alias)
        as = written;
      else
        is_type |= js() == Js::type;
    });
    if (!source || is_type || functions_ > 0) return;
    if (from.from.empty())
      exported(out, {.name = as}, source);
    else
      exported(out, {.name = as, .from = from.from, .source_name = source->text}, nullptr);
  });
}

/// `module.exports = { a, b }`, noted but never run. False if it is anything else.
bool JavaScriptLowering::noted_exports(Statements& out, const Expr& assign) {
  const Expr& value = *assign.args[1].value;
  if (!is_module_exports(*assign.args[0].value) || value.kind != ExprKind::map) return false;
  for (const Operand& pair : value.args)
    if (!pair.name.empty()) exported(out, {.name = pair.name}, pair.value);
  return true;
}

/// Compiled modules: __exportStar(require("x"), exports), Object.defineProperty(exports, "x", { get }), and
/// __export(exports, { x: () => x }). False if `call` is none of them.
bool JavaScriptLowering::export_call(Statements& out, const Expr& call) {
  if (call.args.size() < 2 || (call.base->kind != ExprKind::name && call.base->kind != ExprKind::member)) return false;
  const std::string_view function = call.base->text;
  const Expr& first = *call.args[0].value;
  const Expr& second = *call.args[1].value;
  if (function == "__exportStar" && first.kind == ExprKind::import_ && !first.text.empty()) {
    exported(out, {.from = first.text, .source_name = "*"}, nullptr);
    return true;
  }
  if (!is_exports(first)) return false;
  if (function == "defineProperty" && call.args.size() == 3 && second.kind == ExprKind::text) {
    if (const Expr* value = value_of_getter(*call.args[2].value)) exported(out, {.name = second.text}, value);
    return true;
  }
  if ((function != "__export" && function != "assign") || second.kind != ExprKind::map) return false;
  for (const Operand& pair : second.args) {
    const Expr* value = function == "assign" ? pair.value : value_of_getter(*pair.value);
    if (value && !pair.name.empty()) exported(out, {.name = pair.name}, value);
  }
  return true;
}

}  // namespace cumulint
