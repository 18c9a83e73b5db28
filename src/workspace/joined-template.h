// The one template that linked templates make together.
#pragma once

#include <vector>

#include "workspace/stacks.h"

namespace cumulint {

struct JoinedTemplate {
  const Template* effective = nullptr;
  GivenValues given;
  std::vector<UnitPart> parts;
};

/// Resources, conditions, mappings and outputs of all stacks; of parameters those that nothing in the plan answers.
/// Everything lives in `arena`, or in the units.
JoinedTemplate join_templates(const StackPlan& plan, Arena& arena);

}  // namespace cumulint
