// The walk over all references of a template.
#include "graph/dependencies.h"

#include "graph/reference-walk.h"

namespace cumulint {

std::vector<Dependency> find_dependencies(const Template& source, const Resolver& resolver, Arena& arena) {
  std::vector<Dependency> all;
  const Conditions& conditions = resolver.conditions();
  for (const Resource& resource : source.resources) {
    const Scenario exists = resolver.exists(resource, arena);
    const auto add = [&](const Field& field, std::string_view target, const Scenario& when, bool by_depends_on) {
      const Resource* to = source.find_resource(target);
      if (to == nullptr) return;
      const Scenario target_exists = resolver.exists(*to, arena);
      if (consistent(when, target_exists) == Truth::no) return;
      all.push_back({&resource, to, &field, by_depends_on, conditions.with(when, target_exists, arena)});
    };
    walk_references(
        *resource.properties, conditions, arena, exists,
        [&](const Field& field, std::string_view target, const Scenario& when) { add(field, target, when, false); });
    for (const Field& item : resource.depends_on) add(item, item.value->literal(), exists, true);
  }
  return all;
}

}  // namespace cumulint
