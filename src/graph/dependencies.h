// Dependencies: which resources CloudFormation must create before which others, and where that is written.
#pragma once

#include <vector>

#include "base/arena.h"
#include "model/template.h"
#include "resolve/resolver.h"

namespace cumulint {

/// `from` refers to `to` (Ref, GetAtt, Sub), or names it in DependsOn.
struct Dependency {
  const Resource* from = nullptr;
  const Resource* to = nullptr;
  const Field* field = nullptr;  // the reference, or the DependsOn item
  bool by_depends_on = false;
  Scenario when;  // with the Conditions of both and of the Ifs around the reference
};

/// In file order of `from`, then of the places.
std::vector<Dependency> find_dependencies(const Template& source, const Resolver& resolver, Arena& arena);

/// A path of dependencies that ends where it begins, in a scenario in which all of them exist.
struct DependencyCycle {
  std::vector<Dependency> path;  // path[i].to == path[i + 1].from; begins at the first resource in file order
  Scenario when;
};

/// The shortest cycle of each group of resources that depend on each other.
std::vector<DependencyCycle> find_dependency_cycles(const Template& source, const Resolver& resolver, Arena& arena);

}  // namespace cumulint
