// The CDK's names for resources: construct paths beside the logical ids that it makes up.
#pragma once

#include "rule/reporter.h"

namespace cumulint {

/// Where a finding's texts name a resource of a synthesised template, its construct path follows the first time:
/// "function HandlerF8A2 (Shop/Handler)". Authors know that one, not the id.
void name_constructs(std::vector<RawFinding>& findings);

}  // namespace cumulint
