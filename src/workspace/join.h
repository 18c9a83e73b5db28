// Joined units: linked templates as one, so that rules see edges that cross templates.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "workspace/build-unit.h"

namespace cumulint {

struct JoinedUnits {
  std::vector<std::unique_ptr<const Unit>> made;
  std::vector<const Unit*> all;  // of each set of linked templates its joined unit, and the templates without links
};

/// Units are frozen and outlive the result. Where templates can't be joined (a circle, too many) they stay as they are.
JoinedUnits join_units(const std::vector<const Unit*>& units, const Links& links, const World& world, UnitNeeds needs,
                       const std::string& root);

}  // namespace cumulint
