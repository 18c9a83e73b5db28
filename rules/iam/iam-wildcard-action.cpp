// Flags identity policies that allow every action of a service, or everything.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege

#include <algorithm>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool is_wildcard(const Statement& statement, const PolicyItem& action) {
  return (is_every_action(action) || is_every_action_of_service(action)) && !is_fixed_by_sam(statement, action);
}

/// Of wildcards that never stand there together, the one that allows everything.
const PolicyItem* first_wildcard(const Statement& statement) {
  const PolicyItem* first = nullptr;
  for (const PolicyItem& action : statement.actions) {
    if (!is_wildcard(statement, action)) continue;
    if (first == nullptr || (is_every_action(action) && consistent(action.when, first->when) == Truth::no)) first = &action;
  }
  return first;
}

void check_statement(const UnitView& unit, const Policy& policy, const Statement& statement, Reporter& report) {
  if (is_narrowed(statement)) return;
  const PolicyItem* first = first_wildcard(statement);
  if (first == nullptr) return;
  std::vector<std::string_view> broad;
  bool everything = false;
  for (const PolicyItem& action : statement.actions) {
    if (!is_wildcard(statement, action) || consistent(action.when, first->when) == Truth::no) continue;
    everything = everything || is_every_action(action);
    const std::string_view text = *action.text.known();
    if (std::find(broad.begin(), broad.end(), text) == broad.end()) broad.push_back(text);
  }
  report.finding(when(first->when), unit)
      .at(*first->field)
      .about(*policy.holder)
      .about(*statement.field)
      .level(everything ? Level::error : Level::warning)
      .say("a statement of ", written_holder(policy), " allows ", join_words(broad), ": ",
           everything ? "every action of every service" : "every action of the service")
      .why("whoever gets hold of the role's credentials can do all of it, deleting included")
      .help("name the actions that the code calls");
}

void check(const UnitView& unit, Reporter& report) {
  for (const auto& [policy, statement] : allowing_statements(unit)) check_statement(unit, *policy, *statement, report);
}

}  // namespace

extern constinit const Rule iam_wildcard_action{
    .info = {.id = "iam-wildcard-action", .level = Level::warning, .tags = {"security"}, .section = "11.5"},
    .needs = {.iam = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
