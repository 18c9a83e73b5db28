// All rules, with their families and pages. The implementation is generated from the folder rules/ at build time.
#pragma once

#include <span>
#include <string_view>

#include "rule/rule.h"

namespace cumulint {

struct RegisteredRule {
  const Rule* rule = nullptr;
  std::string_view family;  // the folder: "queues"
  std::string_view page;    // the whole Markdown text
};

/// Sorted by id.
std::span<const RegisteredRule> registered_rules();
/// Every id that a rule has or will have (rules/ids.txt), sorted.
std::span<const std::string_view> reserved_rule_ids();
/// Does the id belong to a rule that is yet to come?
bool is_reserved_rule(std::string_view id);
const RegisteredRule* find_rule(std::string_view id_or_alias);
/// The nearest id, or empty.
std::string_view nearest_rule(std::string_view id);

}  // namespace cumulint
