// The lowering of Python, in two files: statements (lower-python.cpp) and expressions (lower-python-expressions.cpp).
#pragma once

#include "code/lower.h"

namespace cumulint {

/// Node types that the lowering knows.
enum class Py : std::uint8_t {
  other,
  // expressions
  identifier, string, concatenated_string, integer, float_, true_, false_, none, ellipsis, attribute, subscript, slice,
  call, list, tuple, set, dictionary, pair, list_comprehension, dictionary_comprehension, set_comprehension,
  generator_expression, for_in_clause, if_clause, binary_operator, boolean_operator, comparison_operator, not_operator,
  unary_operator, conditional_expression, lambda, await, yield, list_splat, dictionary_splat, named_expression,
  parenthesized_expression, expression_list, pattern_list, tuple_pattern, list_pattern, list_splat_pattern,
  keyword_argument, argument_list, string_start, string_content, string_end, interpolation, dotted_name, type,
  generic_type, type_parameter, union_type, member_type, as_pattern, as_pattern_target,
  // statements
  expression_statement, assignment, augmented_assignment, return_statement, if_statement, elif_clause, else_clause,
  for_statement, while_statement, try_statement, except_clause, except_group_clause, finally_clause, with_statement,
  with_clause, with_item, function_definition, class_definition, decorated_definition, decorator, raise_statement,
  import_statement, import_from_statement, aliased_import, relative_import, import_prefix, wildcard_import,
  match_statement, case_clause, case_pattern, union_pattern, dict_pattern, class_pattern, delete_statement,
  assert_statement, break_statement, continue_statement, pass_statement, global_statement, nonlocal_statement, block,
  // parameters
  parameters, lambda_parameters, default_parameter, typed_parameter, typed_default_parameter, dictionary_splat_pattern,
  // operators
  plus, minus, star, slash, percent, bar, and_, or_, equal, not_equal, less, less_equal, greater, greater_equal, in,
  not_in, is, is_not, plus_equal, async
};

/// Fields of the grammar, looked up once.
struct PythonFields {
  explicit PythonFields(const TSLanguage* language);
  TSFieldId left, right, type, object, attribute, function, arguments, value, subscript, key, body, operator_, operators,
      argument, name, alias, condition, consequence, alternative, parameters, return_type, superclasses, definition,
      module_name, subject, guard, cause, expression;
};

class PythonLowering : public Lowering {
 public:
  PythonLowering(const TSTree* tree, std::string_view source, Arena& arena);
  const Program* run();

 private:
  using Statements = std::vector<const Stmt*>;

  Py py() const { return static_cast<Py>(kind()); }

  // expressions: of the node at the cursor
  const Expr* expression();
  const Expr* literal_or_operator(Span here);
  const Expr* child();                      // of the first named child; unknown if there is none
  std::vector<const Expr*> child_expressions();
  const Expr* string();
  const Expr* concatenated_string();
  void string_parts(std::vector<const Expr*>& parts);
  const Expr* text_of_parts(const std::vector<const Expr*>& parts, Span here);
  const Expr* call();
  std::vector<Operand> arguments();
  Operand keyword_argument();
  const Expr* member();
  const Expr* subscript();
  const Expr* map();
  Operand pair();
  const Expr* comprehension();
  void clause(std::vector<Operand>& clauses);
  const Expr* binary();
  const Expr* comparison();
  const Expr* lambda();
  const Expr* sequence(ExprKind kind);
  const Expr* type_expression();
  std::vector<FunctionParameter> parameters();
  FunctionParameter parameter();

  // statements: appended
  void statement_at(Statements& out);
  void simple_statement(Statements& out);
  Block block();
  Block body_of(TSFieldId field);
  void assignment(Statements& out);
  void augmented(Statements& out);
  const Stmt* if_statement();
  const Stmt* loop();
  const Stmt* try_statement();
  Catch catch_clause();
  void with_statement(Statements& out);
  void with_item(Statements& out);
  const Stmt* function_statement(std::span<const Expr* const> decorators);
  const Stmt* class_statement(std::span<const Expr* const> decorators);
  const Stmt* decorated();
  void import_statement(Statements& out);
  void import_from(Statements& out);
  const Stmt* imported(Import import);
  const Stmt* match_statement();
  Case case_clause();
  void pattern(std::vector<const Expr*>& patterns);
  const Expr* item_pattern();
  const Stmt* with_value(StmtKind kind);

  const PythonFields& fields_;
  const Class* class_ = nullptr;
  bool type_checking_ = false;
  bool in_type_ = false;
};

}  // namespace cumulint
