// Which resource does a value name? By Ref, GetAtt, explicit name, ARN or URL.
#pragma once

#include "base/truth.h"
#include "graph/graph.h"
#include "resolve/possible.h"

namespace cumulint {

/// `node` is null if nothing in the template can be meant. `sure` is unknown where holes leave other possibilities.
struct Target {
  const GraphNode* node = nullptr;
  Truth sure = Truth::no;
  std::string_view qualifier;  // of a function's ARN or alias; empty if none
};

/// A name, ARN or URL that fits a resource's explicit name is that resource (account, Region and partition fit any).
/// Versions and aliases of a function lead to the function.
Target resolve_target(const Candidate& value, const Graph& graph);

}  // namespace cumulint
