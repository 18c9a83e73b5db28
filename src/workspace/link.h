// Links between the units of a run: exports and imports, nested stacks, names of SSM parameters.
#pragma once

#include <memory>
#include <vector>

#include "resolve/resolver.h"
#include "workspace/unit.h"

namespace cumulint {

/// What one template offers to others and wants of them. Names live in `unit.arena`; of one that only the deployment
/// knows whole (`${AWS::StackName}-topic`) its known parts count, if there are enough of them.
void collect_symbols(Unit& unit);

/// Joins the units by name. Export and SSM names that two units define link to neither: nobody knows which is meant.
/// A name with unknown parts meets one of the same form, or a known one that fits it, if only one unit offers such.
/// A resource with a name of its own is meant where an ARN, a queue's URL, an alarm's dimension or a function's variable
/// holds that name. The template of a nested stack is found by its path, relative to its parent.
Links link_units(const std::vector<const Unit*>& units, const SourceMap& sources);

}  // namespace cumulint
