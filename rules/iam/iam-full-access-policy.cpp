// Flags AWS managed policies with full access on the roles of functions and state machines.
// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// A function or state machine that works under the role; null if there is none.
const GraphNode* user_of(const ResourceView& role) {
  for (const Edge* edge : role.in())
    if (edge->kind == EdgeKind::role && edge->sure == Truth::yes &&
        (edge->from->type == "AWS::Lambda::Function" || edge->from->type == "AWS::StepFunctions::StateMachine"))
      return edge->from;
  return nullptr;
}

void check(const ResourceView& role, Reporter& report) {
  const GraphNode* user = user_of(role);
  if (user == nullptr || role.unit().policies == nullptr) return;
  for (const Policy* policy : role.unit().policies->of_role(role.resource())) {
    if (policy->kind != PolicyKind::aws_managed || !is_full_access(policy->aws_managed_name)) continue;
    const bool is_admin = policy->aws_managed_name == "AdministratorAccess";
    report.finding(when(policy->when))
        .at(*policy->field)
        .about(role)
        .level(is_admin ? Level::error : Level::warning)
        .say(user->type == "AWS::Lambda::Function" ? "function " : "state machine ", user->id, " works with ",
             policy->aws_managed_name)
        .why(is_admin ? "its code may do everything in the account"
                      : "its code may do everything with the service, in the whole account")
        .help("allow the actions that it needs, on the resources that it needs");
  }
}

}  // namespace

extern constinit const Rule iam_full_access_policy{
    .info = {.id = "iam-full-access-policy", .level = Level::warning, .tags = {"security"}, .section = "11.5"},
    .needs = {.iam = true},
    .types = {"AWS::IAM::Role"},
    .on_resource = check,
};

}  // namespace cumulint::rules
