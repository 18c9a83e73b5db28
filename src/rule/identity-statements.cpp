// Goes through the policies of roles, users and groups.
#include "rule/identity-statements.h"

#include <algorithm>

#include "iam/wildcards.h"

namespace cumulint {
namespace {

/// A managed policy that only bounds roles grants nothing.
bool is_boundary_only(const Policy& policy, const Policies& policies) {
  if (policy.kind != PolicyKind::managed || !policy.attached_to.empty()) return false;
  for (std::string_view who : {"Roles", "Users", "Groups"})
    if (policy.holder->find(who) != nullptr) return false;
  return std::any_of(policies.all.begin(), policies.all.end(), [&](const Policy& other) {
    return other.kind == PolicyKind::boundary && other.name == policy.holder->id;
  });
}

}  // namespace

std::vector<IdentityStatement> allowing_statements(const UnitView& unit) {
  std::vector<IdentityStatement> found;
  if (unit.unit().policies == nullptr) return found;
  for (const Policy& policy : unit.unit().policies->all) {
    if (!is_identity_policy(policy) || is_boundary_only(policy, *unit.unit().policies)) continue;
    for (const Statement& statement : policy.statements)
      if (statement.effect == Effect::allow) found.push_back({&policy, &statement});
  }
  return found;
}

}  // namespace cumulint
