// Flags Allow statements that say what is not allowed.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const UnitView& unit, Reporter& report) {
  for (const auto& [policy, statement] : allowing_statements(unit)) {
    const bool not_action = !statement->not_actions.empty();
    if (!not_action && statement->not_resources.empty()) continue;
    report.finding(when(statement->when), unit)
        .at(*statement->field)
        .about(*policy->holder)
        .say("a statement of ", written_holder(*policy), " allows by ", not_action ? "NotAction" : "NotResource")
        .why(not_action ? "every action that AWS has or will add is allowed, but for these"
                        : "every resource that is or will be there is allowed, but for these")
        .help(not_action ? "list the allowed actions in Action" : "list the allowed resources in Resource");
  }
}

}  // namespace

extern constinit const Rule iam_not_action{
    .info = {.id = "iam-not-action", .level = Level::warning, .tags = {"security"}, .section = "11.5"},
    .needs = {.iam = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
