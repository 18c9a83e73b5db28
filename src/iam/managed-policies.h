// The statements of AWS's own managed policies, from schemas/managed-policy-statements.tsv.
#pragma once

#include <string_view>
#include <vector>

namespace cumulint {

struct ManagedStatement {
  bool allows = true;
  bool not_actions = false;  // all but these
  bool is_conditional = false;
  std::string_view actions, resources;  // separated by spaces
};

/// The statements of a policy by its bare name ("AmazonSQSFullAccess"); empty if we don't know it.
std::vector<ManagedStatement> managed_policy_statements(std::string_view name);

}  // namespace cumulint
