// Fragments: texts of the run that a build merges into one template.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "workspace/unit.h"

namespace cumulint {

/// Nobody can say of a fragment what it lacks: conditions, Globals and alarms may stand in the other pieces.
struct Fragments {
  std::vector<const Unit*> units;
  std::set<std::string, std::less<>> lacked;  // names that they use without having them

  bool has(const Unit& unit) const;
};

/// A text is a fragment if it has nothing but resources and outputs, names much that it lacks, and most of that is
/// defined in other texts of the run.
Fragments find_fragments(const std::vector<const Unit*>& units);

}  // namespace cumulint
