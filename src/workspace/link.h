// Links between the units of a run: exports and imports, nested stacks, names of SSM parameters.
#pragma once

#include <memory>
#include <vector>

#include "resolve/resolver.h"
#include "workspace/unit.h"

namespace cumulint {

/// What one template offers to others and wants of them. Names are known texts only; they live in `unit.arena`.
void collect_symbols(Unit& unit);

/// Joins the units by name. Export and SSM names that two units define link to neither: nobody knows which is meant.
/// The template of a nested stack is found by its path, relative to its parent.
Links link_units(const std::vector<const Unit*>& units, const SourceMap& sources);

}  // namespace cumulint
