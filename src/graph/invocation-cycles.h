// Invocation cycles: code that, by what it writes, sets itself off again.
#pragma once

#include <vector>

#include "base/arena.h"
#include "graph/graph.h"
#include "resolve/resolver.h"

namespace cumulint {

struct InvocationCycle {
  /// edges[i].to is edges[i + 1].from (a rule or pipe in between is its edge's `via`); begins with the call that leads
  /// back to the cycle's first trigger in file order, and ends where that call is made.
  std::vector<const Edge*> edges;
  std::vector<const Edge*> other_calls;  // calls of the same functions on the same resources
  Truth passes = Truth::yes;             // does what is written pass every filter on the way? never no
  bool is_conditional = false;           // every call to some hop stands behind a condition, in a catch …
  bool is_allowed = false;               // `RecursiveLoop: Allow` on one of its functions
  Scenario when;
};

/// Through functions, queues, topics, buses, rules, streams, tables, buckets and pipes; one for each set of hops.
/// Disabled triggers, dead-letter queues and failure destinations are no way on.
std::vector<InvocationCycle> find_invocation_cycles(const Graph& graph, const Resolver& resolver, Arena& arena);

}  // namespace cumulint
