// Facts that need no meaning.

#include "code/syntax-facts.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint {
namespace {

void add_target(const Expr& target, std::vector<std::string_view>& names) {
  if (target.kind == ExprKind::name) names.push_back(target.text);
  if (target.kind == ExprKind::list || target.kind == ExprKind::map || target.kind == ExprKind::with_default)
    for (const Operand& one : target.args) add_target(*one.value, names);
}

/// Every block that a statement holds.
template <class Visit>
void each_block(const Stmt& statement, Visit visit) {
  visit(statement.body);
  visit(statement.otherwise);
  visit(statement.finally_);
  for (const Catch& clause : statement.catches) visit(clause.body);
  for (const Case& one : statement.cases) visit(one.body);
}

/// Calls `visit` for all statements of a block, nested ones too.
template <class Visit>
void each_statement(const Block& block, Visit visit) {
  for (const Stmt* statement : block) {
    visit(*statement);
    each_block(*statement, [&](const Block& inner) { each_statement(inner, visit); });
  }
}

constexpr std::string_view catch_all_types[] = {"Exception", "BaseException", "Throwable", "StandardError"};
constexpr std::string_view senders[] = {"send_message", "send_message_batch", "publish", "put_events", "send",
                                        "put_record", "sendMessage", "putEvents"};
constexpr std::string_view leavers[] = {"exit", "_exit", "abort"};

template <std::size_t size>
bool is_one_of(std::string_view text, const std::string_view (&list)[size]) {
  return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

void look_into(const Expr* expr, TracedCatch& made) {
  if (!expr) return;
  if (expr->kind == ExprKind::call) {
    made.passes_on |= is_one_of(expr->base->text, senders);
    made.exits_early |= is_one_of(expr->base->text, leavers);
  }
  for (const Operand& one : expr->args) {
    made.returns_failure |= one.name == "itemIdentifier" || one.name == "batchItemFailures" || one.name == "statusCode";
    look_into(one.value, made);
  }
  look_into(expr->base, made);
}

}  // namespace

std::vector<AssignedValue> assigned_values(const Block& block) {
  std::vector<AssignedValue> values;
  each_statement(block, [&](const Stmt& one) {
    if (!one.target) return;
    const bool is_simple = one.kind == StmtKind::assign && one.op == Op::none && one.target->kind == ExprKind::name && !one.enters;
    std::vector<std::string_view> names;
    add_target(*one.target, names);
    for (const std::string_view name : names) values.push_back({name, is_simple ? one.value : nullptr});
  });
  return values;
}

bool leaves_function(const Block& block) {
  bool leaves = false;
  each_statement(block, [&](const Stmt& one) { leaves |= one.kind == StmtKind::return_ || one.kind == StmtKind::raise; });
  return leaves;
}

TracedCatch catch_facts(const Catch& clause) {
  TracedCatch made;
  made.catches_all = clause.types.empty();
  for (const Expr* type : clause.types) made.catches_all |= is_one_of(type->text, catch_all_types);
  each_statement(clause.body, [&](const Stmt& one) {
    made.re_raises |= one.kind == StmtKind::raise;
    made.exits_early |= one.kind == StmtKind::return_ || one.kind == StmtKind::break_ || one.kind == StmtKind::continue_;
    look_into(one.value, made);
  });
  return made;
}

bool catches_missing_key(const Stmt& statement) {
  for (const Catch& clause : statement.catches) {
    if (clause.types.empty()) return true;
    for (const Expr* type : clause.types)
      if (type->text == "KeyError" || type->text == "LookupError" || is_one_of(type->text, catch_all_types)) return true;
  }
  return false;
}

bool excludes(const Case& one, std::string_view known) {
  if (one.is_default || one.patterns.empty()) return false;
  return std::all_of(one.patterns.begin(), one.patterns.end(), [&](const Expr* pattern) {
    return pattern->kind == ExprKind::text && pattern->text != known;
  });
}

}  // namespace cumulint
