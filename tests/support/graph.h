// A template's graph from text: for tests of the layers above SAM that need no code.

#pragma once

#include "graph/build-graph.h"
#include "sam/expand.h"
#include "support/resolved.h"

namespace cumulint::test {

struct BuiltGraph : Resolved {
  const Policies* policies = nullptr;
  const Workflows* workflows = nullptr;
  const Graph* graph = nullptr;

  using Resolved::Resolved;
  /// "Jobs -mapping-> Worker" a line, in order, without references, roles and permissions; "?" after it if not sure,
  /// "(off)" if disabled.
  std::string edges(bool with_all = false) const {
    std::string lines;
    for (const Edge& edge : graph->edges) {
      const bool is_plain =
          edge.kind == EdgeKind::references || edge.kind == EdgeKind::role || edge.kind == EdgeKind::permission;
      if (is_plain && !with_all) continue;
      std::string line =
          std::string(edge.from->id) + " -" + std::string(edge_kind_name(edge.kind)) + "-> " + std::string(edge.to->id);
      if (!edge.qualifier.empty()) line += ":" + std::string(edge.qualifier);
      if (edge.sure != Truth::yes) line += " ?";
      if (!edge.enabled) line += " (off)";
      lines += line + "\n";
    }
    return lines;
  }
  bool has(std::string_view id, RoleFlag flag) const { return graph->has_role(*graph->find(id), flag); }
};

inline std::unique_ptr<BuiltGraph> build_graph_of(std::string text, Parameters parameters = {}) {
  auto built = std::make_unique<BuiltGraph>(std::move(text), std::move(parameters));
  Arena& arena = built->arena();
  sam::ExpandOptions options;
  options.given = &built->given;
  bool refused = false;
  built->set_effective(sam::expand(*built->read->source, options, arena, built->read->problems, refused));
  const ResourceNames* names = ResourceNames::build(*built->effective, *built->resolver, arena);
  built->policies = build_policies(*built->effective, *built->resolver, *names, arena);
  built->workflows = build_workflows(*built->effective, *built->resolver, {}, arena, built->read->problems);
  const GraphInput input{built->effective, built->resolver.get(), names, nullptr, built->policies, built->workflows};
  built->graph = build_graph(input, arena);
  return built;
}

}  // namespace cumulint::test
