// JavaScript's and TypeScript's statements to program form.

#include "code/lower-javascript.h"

#include "base/strings.h"

extern "C" {
const TSLanguage* tree_sitter_javascript(void);
const TSLanguage* tree_sitter_typescript(void);
const TSLanguage* tree_sitter_tsx(void);
}

namespace cumulint {
namespace {

constexpr std::string_view names[] = {
    "identifier", "property_identifier", "private_property_identifier", "shorthand_property_identifier",
    "shorthand_property_identifier_pattern", "this", "super", "string", "template_string", "template_substitution",
    "number", "true", "false", "null", "undefined", "regex", "meta_property", "import",
    "member_expression", "subscript_expression", "call_expression", "new_expression", "arguments", "spread_element",
    "array", "object", "pair", "computed_property_name", "array_pattern", "object_pattern", "pair_pattern",
    "rest_pattern", "assignment_pattern", "object_assignment_pattern", "arrow_function", "function_expression",
    "generator_function", "class", "binary_expression", "unary_expression", "update_expression", "ternary_expression",
    "assignment_expression", "augmented_assignment_expression", "sequence_expression", "parenthesized_expression",
    "await_expression", "yield_expression", "optional_chain", "as_expression", "satisfies_expression",
    "non_null_expression", "type_assertion", "instantiation_expression",
    "type_annotation", "type_arguments", "type_parameters", "type_identifier", "nested_type_identifier", "generic_type",
    "predefined_type", "array_type", "union_type", "readonly_type", "parenthesized_type", "literal_type", "lookup_type",
    "expression_statement", "lexical_declaration", "variable_declaration", "using_declaration", "variable_declarator",
    "statement_block", "return_statement", "throw_statement", "if_statement", "else_clause", "for_statement",
    "for_in_statement", "while_statement", "do_statement", "try_statement", "catch_clause", "finally_clause",
    "switch_statement", "switch_body", "switch_case", "switch_default", "break_statement", "continue_statement",
    "labeled_statement", "with_statement", "empty_statement", "debugger_statement", "hash_bang_line",
    "function_declaration", "generator_function_declaration", "class_declaration", "abstract_class_declaration",
    "class_heritage", "extends_clause", "class_body", "method_definition", "field_definition",
    "public_field_definition", "class_static_block", "decorator", "formal_parameters", "required_parameter",
    "optional_parameter", "accessibility_modifier", "override_modifier", "enum_declaration", "enum_body",
    "enum_assignment", "internal_module", "module", "ambient_declaration", "interface_declaration",
    "type_alias_declaration", "function_signature", "import_alias",
    "import_statement", "import_clause", "namespace_import", "named_imports", "import_specifier",
    "import_require_clause", "export_statement", "export_clause", "export_specifier", "namespace_export",
    "+", "-", "*", "/", "%", "|", "&&", "||", "??", "!", "==", "===", "!=", "!==", "<", "<=", ">", ">=", "in",
    "instanceof", "typeof", "delete", "void", "+=", "||=", "&&=", "?" "?=", ",", "=", "?.", "async", "await", "static",
    "get", "of", "type", "default", "readonly", "++"};
static_assert(std::size(names) == static_cast<std::size_t>(Js::increment));

constexpr std::size_t first_token = static_cast<std::size_t>(Js::first_token) - 1;

/// What of a grammar is looked up once.
struct Grammar {
  explicit Grammar(const TSLanguage* language) : symbols(language, names, first_token), fields(language) {}
  SymbolTable symbols;
  JavaScriptFields fields;
};

const Grammar& grammar_of(const TSTree* tree) {
  const TSLanguage* language = ts_tree_language(tree);
  if (language == tree_sitter_typescript()) {
    static const Grammar typescript{tree_sitter_typescript()};
    return typescript;
  }
  if (language == tree_sitter_tsx()) {
    static const Grammar tsx{tree_sitter_tsx()};
    return tsx;
  }
  static const Grammar javascript{tree_sitter_javascript()};
  return javascript;
}

bool ends_flow(const Stmt& last) {
  return last.kind == StmtKind::return_ || last.kind == StmtKind::raise || last.kind == StmtKind::break_ ||
         last.kind == StmtKind::continue_;
}

}  // namespace

JavaScriptFields::JavaScriptFields(const TSLanguage* language) {
  const auto field = [language](std::string_view name) {
    const TSFieldId id = ts_language_field_id_for_name(language, name.data(), static_cast<std::uint32_t>(name.size()));
    return id ? id : TSFieldId{0xffff};  // 0 is "no field"
  };
  name = field("name"), value = field("value"), left = field("left"), right = field("right");
  operator_ = field("operator"), object = field("object"), property = field("property"), index = field("index");
  function = field("function"), constructor = field("constructor"), arguments = field("arguments");
  body = field("body"), parameters = field("parameters"), parameter = field("parameter");
  condition = field("condition"), consequence = field("consequence"), alternative = field("alternative");
  key = field("key"), source = field("source"), declaration = field("declaration"), decorator = field("decorator");
  alias = field("alias"), type = field("type"), return_type = field("return_type"), pattern = field("pattern");
  initializer = field("initializer"), increment = field("increment"), handler = field("handler");
  finalizer = field("finalizer"), argument = field("argument");
}

JavaScriptLowering::JavaScriptLowering(const TSTree* tree, std::string_view source, Arena& arena)
    : Lowering(tree, source, grammar_of(tree).symbols, arena), fields_(grammar_of(tree).fields) {}

const Program* JavaScriptLowering::run(Language language) {
  const Block body = block();
  return finish(language, body);
}

Block JavaScriptLowering::block() {
  Statements statements;
  children([&] {
    if (is_named()) statement_at(statements);
  });
  return keep(statements);
}

/// A branch: a block, or the one statement that stands in its place.
Block JavaScriptLowering::body() {
  if (js() == Js::statement_block) return block();
  Statements statements;
  statement_at(statements);
  return keep(statements);
}

void JavaScriptLowering::statement_at(Statements& out) {
  switch (js()) {
    case Js::expression_statement: expression_statement(out); break;
    case Js::lexical_declaration:
    case Js::variable_declaration:
    case Js::using_declaration: declaration(out); break;
    case Js::if_statement: out.push_back(if_statement()); break;
    case Js::for_statement: for_loop(out); break;
    case Js::for_in_statement: out.push_back(for_each()); break;
    case Js::while_statement:
    case Js::do_statement: out.push_back(while_loop()); break;
    case Js::try_statement: out.push_back(try_statement()); break;
    case Js::switch_statement: out.push_back(switch_statement()); break;
    case Js::function_declaration:
    case Js::generator_function_declaration: out.push_back(function_statement({})); break;
    case Js::class_declaration:
    case Js::abstract_class_declaration: {
      Stmt* made = statement(StmtKind::class_, span());
      made->class_ = class_of({});
      out.push_back(made);
      break;
    }
    case Js::enum_declaration: out.push_back(enumeration()); break;
    case Js::import_statement: import_statement(out); break;
    case Js::export_statement: export_statement(out); break;
    default: simple_statement(out);
  }
}

void JavaScriptLowering::simple_statement(Statements& out) {
  switch (js()) {
    case Js::return_statement: out.push_back(with_value(StmtKind::return_)); break;
    case Js::throw_statement: out.push_back(with_value(StmtKind::raise)); break;
    case Js::break_statement: out.push_back(statement(StmtKind::break_, span())); break;
    case Js::continue_statement: out.push_back(statement(StmtKind::continue_, span())); break;
    case Js::statement_block: {
      Stmt* made = statement(StmtKind::block, span());
      made->body = block();
      out.push_back(made);
      break;
    }
    case Js::internal_module:
    case Js::module: out.push_back(namespace_()); break;
    case Js::labeled_statement:
    case Js::with_statement:
      children([&](TSFieldId field) {
        if (field == fields_.body) statement_at(out);
      });
      break;
    case Js::interface_declaration:
    case Js::type_alias_declaration:
    case Js::ambient_declaration:
    case Js::function_signature:
    case Js::import_alias:
    case Js::hash_bang_line:
    case Js::debugger_statement:
    case Js::empty_statement: break;
    default: out.push_back(with_value(StmtKind::expression));  // errors
  }
}

const Stmt* JavaScriptLowering::with_value(StmtKind kind) {
  Stmt* made = statement(kind, span());
  children([&] {
    if (is_named() && !made->value) made->value = expression();
  });
  return made;
}

void JavaScriptLowering::expression_statement(Statements& out) {
  children([&] {
    if (is_named()) expression_as_statement(out);
  });
}

/// The expression at the cursor in statement position.
void JavaScriptLowering::expression_as_statement(Statements& out) {
  switch (js()) {
    case Js::string: return;  // 'use strict'
    case Js::internal_module: return simple_statement(out);
    case Js::assignment_expression: return assignment(out);
    case Js::augmented_assignment_expression: return augmented(out);
    case Js::sequence_expression:
      children([&] {
        if (is_named()) expression_as_statement(out);
      });
      return;
    default: break;
  }
  const Span here = span();
  const Expr* value = expression();
  if (value->kind == ExprKind::call && export_call(out, *value)) return;
  const bool deletes = value->kind == ExprKind::unary && value->text == "delete";
  // esbuild notes the exports of a bundle so: 0 && (module.exports = { handler }).
  if (value->kind == ExprKind::binary && value->op == Op::and_ && value->args[0].value->kind == ExprKind::number &&
      value->args[1].value->kind == ExprKind::assign && noted_exports(out, *value->args[1].value))
    return;
  Stmt* made = statement(deletes ? StmtKind::delete_ : StmtKind::expression, here);
  made->value = deletes ? value->args[0].value : value;
  out.push_back(made);
}

void JavaScriptLowering::declaration(Statements& out) {
  const bool enters = js() == Js::using_declaration;
  children([&] {
    if (js() == Js::variable_declarator) declarator(out, enters);
  });
}

void JavaScriptLowering::declarator(Statements& out, bool enters) {
  Stmt* made = statement(StmtKind::assign, span());
  made->declares = true;
  made->enters = enters;
  std::vector<const Expr*> others;  // of const a = exports.a = …
  Statements before;
  children([&](TSFieldId field) {
    if (field == fields_.name) made->target = expression();
    if (field == fields_.type) made->type = type_expression();
    if (field != fields_.value) return;
    const Assigned name{*this, made->target ? assigned_name(*made->target) : std::string_view{}};
    made->value = assigned(before, others);
  });
  out.insert(out.end(), before.begin(), before.end());
  out.push_back(made);
  if (!others.empty() && made->target) assign_all(out, others, made->target, made->span);
}

/// The value at the cursor; if it is an assignment itself, its innermost value, and its targets are added.
const Expr* JavaScriptLowering::assigned(Statements& out, std::vector<const Expr*>& targets) {
  if (js() != Js::assignment_expression) return expression();
  const Expr* value = nullptr;
  children([&](TSFieldId field) {
    if (field == fields_.left) targets.push_back(expression());
    if (field != fields_.right) return;
    const Assigned name{*this, targets.empty() ? std::string_view{} : assigned_name(*targets.back())};
    value = assigned(out, targets);
  });
  return value ? value : unknown(span());
}

void JavaScriptLowering::assignment(Statements& out) {
  const Span here = span();
  std::vector<const Expr*> targets;
  const Expr* value = assigned(out, targets);
  // a = exports.a = f(): f runs once, so all but one target take the value from a plain name, or from the last one.
  std::size_t first = targets.size();
  for (std::size_t i = 0; i < targets.size(); ++i)
    if (targets[i]->kind == ExprKind::name && targets[i]->text != "exports") first = i;
  if (first < targets.size()) {
    const Expr* named = targets[first];
    assign_all(out, {named}, value, here);
    targets.erase(targets.begin() + static_cast<std::ptrdiff_t>(first));
    assign_all(out, targets, named, here);
    return;
  }
  for (std::size_t i = targets.size(); i-- > 0; value = targets[i]) {
    if (targets[i]->text == "exports" && targets[i]->kind == ExprKind::name && targets.size() > 1) {
      targets[i] = value;  // exports = module.exports = value
      continue;
    }
    assign_all(out, {targets[i]}, value, here);
    if (value->kind == ExprKind::name || value->kind == ExprKind::map || value->kind == ExprKind::function)
      targets[i] = value;
  }
}

void JavaScriptLowering::assign_all(Statements& out, const std::vector<const Expr*>& targets, const Expr* value,
                                    Span here) {
  for (const Expr* target : targets) {
    std::string_view name;
    if (functions_ == 0 && is_export_target(*target, name)) {
      exported(out, {.name = name}, value, target);
      continue;
    }
    Stmt* made = statement(StmtKind::assign, here);
    made->target = target;
    made->value = value;
    out.push_back(made);
  }
}

void JavaScriptLowering::augmented(Statements& out) {
  Stmt* made = statement(StmtKind::assign, span());
  made->op = Op::other;
  children([&](TSFieldId field) {
    if (field == fields_.left) made->target = expression();
    if (field == fields_.right) {
      const Assigned name{*this, made->target ? assigned_name(*made->target) : std::string_view{}};
      made->value = expression();
    }
    if (field == fields_.operator_) made->op = compound_operator(js());
  });
  out.push_back(made);
}

const Stmt* JavaScriptLowering::if_statement() {
  Stmt* made = statement(StmtKind::if_, span());
  children([&](TSFieldId field) {
    if (field == fields_.condition) made->value = expression();
    if (field == fields_.consequence) made->body = body();
    if (js() == Js::else_clause)
      children([&] {
        if (is_named()) made->otherwise = body();
      });
  });
  return made;
}

/// for (a; b; c): a, then a loop while b, whose body ends with c.
void JavaScriptLowering::for_loop(Statements& out) {
  Stmt* made = statement(StmtKind::loop, span());
  Statements inside;
  const Stmt* step = nullptr;
  children([&](TSFieldId field) {
    if (!is_named()) return;
    if (field == fields_.initializer) {
      if (js() == Js::lexical_declaration || js() == Js::variable_declaration)
        declaration(out);
      else if (js() != Js::empty_statement)
        expression_as_statement(out);
    } else if (field == fields_.condition) {
      if (js() == Js::expression_statement)
        made->value = child();
      else if (js() != Js::empty_statement)
        made->value = expression();
    } else if (field == fields_.increment) {
      Stmt* last = statement(StmtKind::expression, span());
      last->value = expression();
      step = last;
    } else if (field == fields_.body) {
      const Block written = body();
      inside.assign(written.begin(), written.end());
    }
  });
  if (step) inside.push_back(step);
  made->body = keep(inside);
  out.push_back(made);
}

/// for … of, for await … of; `for (k in x)` walks over Object.keys(x).
const Stmt* JavaScriptLowering::for_each() {
  Stmt* made = statement(StmtKind::loop, span());
  made->declares = true;
  bool keys = false;
  children([&](TSFieldId field) {
    if (js() == Js::await) made->asynchronous = true;
    if (field == fields_.left) made->target = expression();
    if (field == fields_.operator_) keys = js() == Js::in;
    if (field == fields_.right) made->value = expression();
    if (field == fields_.body) made->body = body();
  });
  if (!keys || !made->value) return made;
  Expr* function = make(ExprKind::member, made->value->span, "keys");
  function->base = name(made->value->span, "Object");
  Expr* call = make(ExprKind::call, made->value->span);
  call->base = function;
  call->args = operands({made->value});
  made->value = call;
  return made;
}

const Stmt* JavaScriptLowering::while_loop() {
  Stmt* made = statement(StmtKind::loop, span());
  children([&](TSFieldId field) {
    if (field == fields_.condition) made->value = expression();
    if (field == fields_.body) made->body = body();
  });
  return made;
}

const Stmt* JavaScriptLowering::try_statement() {
  Stmt* made = statement(StmtKind::try_, span());
  std::vector<Catch> catches;
  children([&](TSFieldId field) {
    if (field == fields_.body) made->body = block();
    if (field == fields_.handler) catches.push_back(catch_clause());
    if (field == fields_.finalizer)
      children([&](TSFieldId inner) {
        if (inner == fields_.body) made->finally_ = block();
      });
  });
  made->catches = keep(catches);
  return made;
}

Catch JavaScriptLowering::catch_clause() {
  Catch made{.span = span()};
  children([&](TSFieldId field) {
    if (field == fields_.parameter && js() == Js::identifier) made.name = text();
    if (field == fields_.body) made.body = block();
  });
  return made;
}

const Stmt* JavaScriptLowering::switch_statement() {
  Stmt* made = statement(StmtKind::switch_, span());
  std::vector<Case> cases;
  std::vector<const Expr*> shared;  // case 'a': case 'b': …
  children([&](TSFieldId field) {
    if (field == fields_.value) made->value = expression();
    if (field != fields_.body) return;
    children([&] {
      if (js() != Js::switch_case && js() != Js::switch_default) return;
      Case one = switch_case();
      shared.insert(shared.end(), one.patterns.begin(), one.patterns.end());
      if (one.body.empty() && !one.is_default) return;
      one.patterns = keep(shared);
      shared.clear();
      cases.push_back(one);
    });
  });
  if (!cases.empty()) cases.back().falls_through = false;
  made->cases = keep(cases);
  return made;
}

Case JavaScriptLowering::switch_case() {
  Case made{.span = span(), .is_default = js() == Js::switch_default};
  std::vector<const Expr*> patterns;
  Statements statements;
  children([&](TSFieldId field) {
    if (field == fields_.value) patterns.push_back(expression());
    if (field == fields_.body && is_named()) statement_at(statements);
  });
  if (statements.size() == 1 && statements[0]->kind == StmtKind::block) {  // case 'a': { … }
    const Block inner = statements[0]->body;
    statements.assign(inner.begin(), inner.end());
  }
  made.falls_through = statements.empty() || !ends_flow(*statements.back());
  if (!statements.empty() && statements.back()->kind == StmtKind::break_) statements.pop_back();
  made.patterns = keep(patterns);
  made.body = keep(statements);
  return made;
}

const Program* lower_javascript(const TSTree* tree, std::string_view source, Language language, Arena& arena) {
  return JavaScriptLowering{tree, source, arena}.run(language);
}

}  // namespace cumulint
