// Finds functions that leave a setting to Lambda's default.
#include "rule/defaults.h"

namespace cumulint {

void report_functions_at_default(const UnitView& unit, const LeftToDefault& left, Reporter& report) {
  const std::vector<ResourceView> functions = unit.resources({"AWS::Lambda::Function"});
  const std::string property(left.property), value(left.value);
  for (const ResourceView& function : functions) {
    if (function.has(left.property) != Truth::no || function.is_tool_generated()) continue;
    report.finding(fact())
        .at(function)
        .group("", functions.size(), "function {members} has no " + property + ": " + value + " by default",
               "{count} of {total} functions have no " + property + ", " + value + " by default: {members}")
        .why(left.why)
        .help(left.help);
  }
}

}  // namespace cumulint
