// Effective template + code facts -> graph.
#pragma once

#include "asl/workflow.h"
#include "base/arena.h"
#include "code/facts.h"
#include "graph/graph.h"
#include "iam/policies.h"
#include "metrics/alarms.h"
#include "resolve/resolver.h"
#include "resolve/resource-names.h"

namespace cumulint {

/// Everything that a graph is made of.
struct GraphInput {
  const Template* effective = nullptr;
  const Resolver* resolver = nullptr;
  const ResourceNames* names = nullptr;
  const CodeFacts* code = nullptr;       // null: no rule needs code, or --no-code
  const Policies* policies = nullptr;    // null: no rule needs them
  const Workflows* workflows = nullptr;  // null: no state machine is looked into
};

/// Everything lives in `arena`; the result is frozen.
const Graph* build_graph(const GraphInput& input, Arena& arena);

}  // namespace cumulint
