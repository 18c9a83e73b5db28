// Definitions of state machines as values, whatever way they are written: text, Sub, Join, object or local file.
#pragma once

#include <vector>

#include "asl/workflow.h"

namespace cumulint {

/// One definition that a machine may have.
struct Definition {
  const Field* written = nullptr;  // the property's value that holds or names it
  const Field* root = nullptr;     // its map as values with places; null if it can't be seen
  FileId file = FileId::none;
  Scenario when;
};

/// Texts with `${Name}` become Subs over DefinitionSubstitutions; every place is that in the file.
std::vector<Definition> find_definitions(const Resource& machine, const Resolver& resolver, const WorkflowFiles& files,
                                         Arena& arena, std::vector<Problem>& problems);

}  // namespace cumulint
