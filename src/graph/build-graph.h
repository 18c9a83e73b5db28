// Effective template + code facts -> graph.
#pragma once

#include "base/arena.h"
#include "code/facts.h"
#include "graph/graph.h"
#include "iam/policies.h"
#include "resolve/resolver.h"

namespace cumulint {

/// `code` may be null (no rule needs code, or --no-code). Everything lives in `arena`; the result is frozen.
const Graph* build_graph(const Template& effective, const Resolver& resolver, const CodeFacts* code,
                         const Policies* policies, Arena& arena);

}  // namespace cumulint
