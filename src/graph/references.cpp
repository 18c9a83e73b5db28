// All other references: every Ref, GetAtt and Sub that no other family used.
#include "graph/families.h"
#include "graph/reference-walk.h"

namespace cumulint {

void add_references(GraphBuilder& graph) {
  const Conditions& conditions = graph.resolver().conditions();
  for (const Resource& owner : graph.source().resources) {
    const Named from = graph.self(owner);
    const auto connect = [&](const Field& field, std::string_view id, const Scenario& when) {
      const Resource* target = graph.source().find_resource(id);
      if (target == nullptr) return;
      Named to = graph.self(*target, &field);
      to.when = graph.with(to.when, when);
      graph.connect(from, to, {.kind = EdgeKind::references});
    };
    const auto is_shown = [&](const Field& field) { return graph.has_evidence(field); };
    ReferenceWalk(conditions, graph.arena(), connect, is_shown).walk(*owner.properties, from.when);
  }
}

}  // namespace cumulint
