// From joined units back to templates: what was found in the whole belongs to one of its parts.
#pragma once

#include "rule/reporter.h"

namespace cumulint {

/// Makes a finding in a joined unit one of the template that it is about: its unit, resources and subjects are those of
/// the part, so that suppressions there cover it and other rules' findings there meet it.
void assign_to_part(RawFinding& finding);

}  // namespace cumulint
