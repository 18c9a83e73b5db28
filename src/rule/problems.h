// Problems that a layer below the rules found, as findings of the rule that they name.
#pragma once

#include "rule/reporter.h"

namespace cumulint {

/// Reports every problem of the unit that is for the reporter's rule: what an on_unit check of such a rule calls.
void report_problems(const UnitView& unit, Reporter& report);

}  // namespace cumulint
