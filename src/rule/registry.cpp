// Look-ups in the generated list of rules.
#include "rule/registry.h"

#include <algorithm>
#include <vector>

#include "base/strings.h"

namespace cumulint {

const RegisteredRule* find_rule(std::string_view id_or_alias) {
  if (id_or_alias.empty()) return nullptr;
  for (const RegisteredRule& rule : registered_rules()) {
    const RuleInfo& info = rule.rule->info;
    if (info.id == id_or_alias || std::find(info.aliases.begin(), info.aliases.end(), id_or_alias) != info.aliases.end())
      return &rule;
  }
  return nullptr;
}

bool is_reserved_rule(std::string_view id) {
  const std::span<const std::string_view> ids = reserved_rule_ids();
  return std::binary_search(ids.begin(), ids.end(), id);
}

std::string_view nearest_rule(std::string_view id) {
  std::vector<std::string_view> ids;
  for (const RegisteredRule& rule : registered_rules()) ids.push_back(rule.rule->info.id);
  return did_you_mean(id, ids);
}

}  // namespace cumulint
