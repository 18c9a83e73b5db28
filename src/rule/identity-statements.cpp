// Goes through the policies of roles, users and groups.
#include "rule/identity-statements.h"

#include "iam/wildcards.h"

namespace cumulint {

std::vector<IdentityStatement> allowing_statements(const UnitView& unit) {
  std::vector<IdentityStatement> found;
  if (unit.unit().policies == nullptr) return found;
  for (const Policy& policy : unit.unit().policies->all) {
    if (!is_identity_policy(policy)) continue;
    for (const Statement& statement : policy.statements)
      if (statement.effect == Effect::allow) found.push_back({&policy, &statement});
  }
  return found;
}

}  // namespace cumulint
