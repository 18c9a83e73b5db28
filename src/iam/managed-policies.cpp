// Look-up in the embedded table of AWS managed policies.
#include "iam/managed-policies.h"

#include "base/strings.h"

extern "C" const char cumulint_managed_policies_begin[], cumulint_managed_policies_end[];

namespace cumulint {

std::vector<ManagedStatement> managed_policy_statements(std::string_view name) {
  const std::string_view table(
      cumulint_managed_policies_begin,
      static_cast<std::size_t>(cumulint_managed_policies_end - cumulint_managed_policies_begin));
  const std::string key = "\n" + std::string(name) + "\t";
  std::vector<ManagedStatement> statements;
  if (name.empty()) return statements;
  for (std::size_t at = table.find(key); at != std::string_view::npos; at = table.find(key, at + 1)) {
    const std::string_view line = table.substr(at + 1, table.find('\n', at + 1) - at - 1);
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() < 4) continue;
    ManagedStatement statement{.allows = cells[1] == "Allow", .actions = cells[2], .resources = cells[3]};
    statement.not_actions = starts_with(statement.actions, "!");
    if (statement.not_actions) statement.actions.remove_prefix(1);
    statement.is_conditional = cells.size() > 4 && cells[4] == "?";
    statements.push_back(statement);
  }
  return statements;
}

}  // namespace cumulint
