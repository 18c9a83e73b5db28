// Functions that leave a setting to Lambda's default: what the rules on them share.
#pragma once

#include <string_view>

#include "rule/reporter.h"
#include "rule/views.h"

namespace cumulint {

struct LeftToDefault {
  std::string_view property, value;  // "MemorySize", "128 MB"
  std::string_view why, help;
};

/// One grouped finding a template for the functions without the property; those of tools are left out.
void report_functions_at_default(const UnitView& unit, const LeftToDefault& left, Reporter& report);

}  // namespace cumulint
