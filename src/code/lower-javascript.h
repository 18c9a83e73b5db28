// The lowering of JavaScript and TypeScript: statements (lower-javascript.cpp), expressions (-expressions), functions and
// classes (-declarations), imports and exports (-modules).
#pragma once

#include "code/lower.h"

namespace cumulint {

/// Node types that the lowering knows. Some words are both a node and a token ("class"): from `first_token` on they are
/// tokens, before it nodes.
enum class Js : std::uint8_t {
  other,
  // names and literals
  identifier, property_identifier, private_property_identifier, shorthand_property_identifier,
  shorthand_property_identifier_pattern, this_, super, string, template_string, template_substitution, number, true_,
  false_, null, undefined, regex, meta_property, import_,
  // expressions
  member_expression, subscript_expression, call_expression, new_expression, arguments, spread_element, array, object,
  pair, computed_property_name, array_pattern, object_pattern, pair_pattern, rest_pattern, assignment_pattern,
  object_assignment_pattern, arrow_function, function_expression, generator_function, class_, binary_expression,
  unary_expression, update_expression, ternary_expression, assignment_expression, augmented_assignment_expression,
  sequence_expression, parenthesized_expression, await_expression, yield_expression, optional_chain, as_expression,
  satisfies_expression, non_null_expression, type_assertion, instantiation_expression,
  // types
  type_annotation, type_arguments, type_parameters, type_identifier, nested_type_identifier, generic_type,
  predefined_type, array_type, union_type, readonly_type, parenthesized_type, literal_type, lookup_type,
  // statements
  expression_statement, lexical_declaration, variable_declaration, using_declaration, variable_declarator,
  statement_block, return_statement, throw_statement, if_statement, else_clause, for_statement, for_in_statement,
  while_statement, do_statement, try_statement, catch_clause, finally_clause, switch_statement, switch_body, switch_case,
  switch_default, break_statement, continue_statement, labeled_statement, with_statement, empty_statement,
  debugger_statement, hash_bang_line,
  // declarations
  function_declaration, generator_function_declaration, class_declaration, abstract_class_declaration, class_heritage,
  extends_clause, class_body, method_definition, field_definition, public_field_definition, class_static_block,
  decorator, formal_parameters, required_parameter, optional_parameter, accessibility_modifier, override_modifier,
  enum_declaration, enum_body, enum_assignment, internal_module, module, ambient_declaration, interface_declaration,
  type_alias_declaration, function_signature, import_alias,
  // modules
  import_statement, import_clause, namespace_import, named_imports, import_specifier, import_require_clause,
  export_statement, export_clause, export_specifier, namespace_export,
  // tokens
  first_token, plus = first_token, minus, star, slash, percent, bar, and_, or_, coalesce, not_, equal, strict_equal,
  not_equal, strict_not_equal, less, less_equal, greater, greater_equal, in, instance_of, type_of, delete_, void_,
  plus_assign, or_assign, and_assign, coalesce_assign, comma, assign, question_dot, async, await, static_, get, of, type,
  default_, readonly_, increment
};

/// Fields of a grammar, looked up once.
struct JavaScriptFields {
  explicit JavaScriptFields(const TSLanguage* language);
  TSFieldId name, value, left, right, operator_, object, property, index, function, constructor, arguments, body,
      parameters, parameter, condition, consequence, alternative, key, source, declaration, decorator, alias, type,
      return_type, pattern, initializer, increment, handler, finalizer, argument;
};

class JavaScriptLowering : public Lowering {
 public:
  JavaScriptLowering(const TSTree* tree, std::string_view source, Arena& arena);
  const Program* run(Language language);

 private:
  using Statements = std::vector<const Stmt*>;

  Js js() const { return static_cast<Js>(kind()); }

  // expressions: of the node at the cursor
  const Expr* expression();
  const Expr* literal(Span here);
  const Expr* operation(Span here);
  const Expr* unknown(Span here);
  const Expr* child();                      // of the first named child; unknown if there is none
  const Expr* last_child();
  Expr* around(ExprKind kind);
  std::vector<const Expr*> child_expressions();
  const Expr* text_literal(Span here, std::string_view raw);
  const Expr* template_string();
  const Expr* member();
  const Expr* subscript();
  const Expr* call();
  const Expr* construct();
  std::vector<Operand> arguments();
  Operand item();
  const Expr* list();
  const Expr* map();
  Operand pair();
  void key(Operand& pair);
  const Expr* with_default(Span here);
  const Expr* binary();
  const Expr* unary();
  const Expr* update();
  const Expr* sequence();
  const Expr* assignment_value();
  const Expr* side(Op op);
  const Expr* type_expression();
  const Expr* type_application();
  std::vector<const Expr*> type_parts();

  // statements: appended
  void statement_at(Statements& out);
  void simple_statement(Statements& out);
  const Stmt* namespace_();
  const Expr* object_of_names(const Block& block, Span here) const;
  void expression_statement(Statements& out);
  void expression_as_statement(Statements& out);
  Block block();
  Block body();
  const Stmt* with_value(StmtKind kind);
  void declaration(Statements& out);
  void declarator(Statements& out, bool enters);
  void assignment(Statements& out);
  void augmented(Statements& out);
  const Expr* assigned(Statements& out, std::vector<const Expr*>& targets);
  void assign_all(Statements& out, const std::vector<const Expr*>& targets, const Expr* value, Span here);
  const Stmt* if_statement();
  void for_loop(Statements& out);
  const Stmt* for_each();
  const Stmt* while_loop();
  const Stmt* try_statement();
  Catch catch_clause();
  const Stmt* switch_statement();
  Case switch_case();

  // functions and classes
  const Function* function();
  const Expr* function_expression();
  const Stmt* function_statement(std::span<const Expr* const> decorators);
  const Class* class_of(std::span<const Expr* const> decorators);
  std::vector<const Expr*> heritage();
  bool is_expression() const;
  Block class_body();
  const Stmt* field();
  const Stmt* enumeration();
  void enumerator(Statements& out);
  std::vector<FunctionParameter> parameters();
  FunctionParameter parameter();
  void target_of(FunctionParameter& parameter);

  // modules
  void import_statement(Statements& out);
  void import_clause(Statements& out, Import import);
  void import_specifier(Statements& out, Import import);
  void imported(Statements& out, const Import& import);
  void export_statement(Statements& out);
  void export_value(Statements& out, std::string_view name);
  void export_declaration(Statements& out, bool is_default, std::span<const Expr* const> decorators);
  void export_clause(Statements& out, Export from);
  void exported(Statements& out, Export what, const Expr* value, const Expr* target = nullptr);
  void export_names(Statements& out, const Expr& pattern);
  bool noted_exports(Statements& out, const Expr& assign);
  bool export_call(Statements& out, const Expr& call);
  std::string_view unquoted() const;

  const JavaScriptFields& fields_;
  const Class* class_ = nullptr;
  int functions_ = 0;  // how many functions, or namespaces, we are in
};

/// Of +=, ||=, &&=, ??=.
Op compound_operator(Js token);

/// The expression behind wrappers that compilers put around require(): __importStar, __toESM …
const Expr* without_interop(const Expr* call);

/// If `target` is exports.NAME or module.exports[.NAME]: the export that an assignment to it makes.
bool is_export_target(const Expr& target, std::string_view& name);

}  // namespace cumulint
