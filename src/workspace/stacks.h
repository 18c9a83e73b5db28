// Which templates are deployed together, and as how many stacks: the plan of a joined unit.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/source-map.h"
#include "workspace/unit.h"

namespace cumulint {

/// One use of a template: by itself, or as the template of a nested stack.
struct Stack {
  const Unit* unit = nullptr;
  const Stack* parent = nullptr;       // null: nobody nests it
  const Resource* resource = nullptr;  // in the parent's template: the nested stack
  std::string name;                    // in front of names that several stacks have; empty for an only root
};

/// The stacks of linked templates, each parent before its children.
struct StackPlan {
  std::vector<std::unique_ptr<const Stack>> stacks;
  std::map<const Field*, const Links::Link*> links;  // by the field that asks for a name
  std::map<std::pair<const Stack*, std::string_view>, const Stack*> children;  // by the logical id of the nested stack

  /// The one stack of a template; null if it is used several times: nobody knows which one is meant.
  const Stack* only_stack_of(const Unit& unit) const;
};

/// One plan for each set of linked templates; none where they are too many, or nest each other in a circle.
std::vector<StackPlan> plan_stacks(const std::vector<const Unit*>& units, const Links& links, const SourceMap& sources);

}  // namespace cumulint
