// All rules with their pages, as the build found them under rules/.

#pragma once

#include <span>
#include <string_view>

namespace cumulint {

struct Rule;

/// A rule, the folder that it stands in, and the whole Markdown text of its page.
struct RegisteredRule {
  const Rule* rule;
  std::string_view family;
  std::string_view page;
};

/// Sorted by id. Its definition is generated: cmake/rules.cmake.
std::span<const RegisteredRule> registered_rules();

}  // namespace cumulint
