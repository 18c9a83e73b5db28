// The statements that say what a role, user or group may do: what the rules on permissions go through.
#pragma once

#include <vector>

#include "iam/policies.h"
#include "rule/views.h"

namespace cumulint {

struct IdentityStatement {
  const Policy* policy = nullptr;
  const Statement* statement = nullptr;
};

/// Statements that allow something, in file order; none if no rule of the run needs policies.
std::vector<IdentityStatement> allowing_statements(const UnitView& unit);

}  // namespace cumulint
