// Where a rule's page is read on the web: for SARIF, editors and the command line.
#pragma once

#include <string>
#include <string_view>

namespace cumulint {

inline std::string rule_url(std::string_view family, std::string_view id) {
  return "https://github.com/cumulint/cumulint/blob/main/rules/" + std::string(family) + "/" + std::string(id) + ".md";
}

}  // namespace cumulint
