// Flags iam:PassRole on every role.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html

#include <algorithm>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool names_pass_role(const PolicyItem& action) {
  const std::optional<std::string_view> text = action.text.known();
  if (!text || is_every_action(action) || is_every_action_of_service(action)) return false;  // iam-wildcard-action's
  return matches_wildcard(lower(*text), "iam:passrole");
}

bool says_to_whom(const Statement& statement) {
  return std::any_of(statement.conditions.begin(), statement.conditions.end(), [](const PolicyCondition& condition) {
    return equals_ignoring_case(condition.key, "iam:PassedToService") ||
           equals_ignoring_case(condition.key, "iam:AssociatedResourceArn");
  });
}

void check_statement(const UnitView& unit, const Policy& policy, const Statement& statement, Reporter& report) {
  if (says_to_whom(statement)) return;
  if (std::none_of(statement.actions.begin(), statement.actions.end(), names_pass_role)) return;
  for (const PolicyItem& resource : statement.resources) {
    std::string_view service;
    if (!is_every_resource(resource, service) || is_fixed_by_sam(statement, resource)) continue;
    report.finding(when(resource.when), unit)
        .at(*resource.field)
        .about(*policy.holder)
        .say("a statement of ", written_holder(policy), " allows iam:PassRole on every role")
        .why("its user can give any role of the account, an administrator's too, to something that he controls")
        .help("name the role, or add the condition iam:PassedToService");
    return;
  }
}

void check(const UnitView& unit, Reporter& report) {
  for (const auto& [policy, statement] : allowing_statements(unit)) check_statement(unit, *policy, *statement, report);
}

}  // namespace

extern constinit const Rule iam_pass_role{
    .info = {.id = "iam-pass-role", .level = Level::warning, .tags = {"security"}, .section = "11.5"},
    .needs = {.iam = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
