// A template's graph from text: for tests of the layers above SAM that need no code.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "graph/build-graph.h"
#include "sam/expand.h"
#include "support/template.h"

namespace cumulint::test {

struct BuiltGraph {
  std::unique_ptr<ReadTemplate> read;
  GivenValues given;
  const Template* effective = nullptr;
  std::unique_ptr<Conditions> conditions;
  std::unique_ptr<Resolver> resolver;
  const Policies* policies = nullptr;
  const Workflows* workflows = nullptr;
  const Graph* graph = nullptr;

  Arena& arena() const { return read->arena; }
  const Resource& resource(std::string_view id) const {
    const Resource* found = effective->find_resource(id);
    CUMULINT_ASSERT(found != nullptr);
    return *found;
  }
  /// "Jobs -mapping-> Worker", in order, without references, roles and permissions; "?" after it if not sure, "(off)" if
  /// disabled.
  std::vector<std::string> edges(bool with_all = false) const {
    std::vector<std::string> lines;
    for (const Edge& edge : graph->edges) {
      const bool is_plain = edge.kind == EdgeKind::references || edge.kind == EdgeKind::role || edge.kind == EdgeKind::permission;
      if (is_plain && !with_all) continue;
      std::string line = std::string(edge.from->id) + " -" + std::string(edge_kind_name(edge.kind)) + "-> " + std::string(edge.to->id);
      if (!edge.qualifier.empty()) line += ":" + std::string(edge.qualifier);
      if (edge.sure != Truth::yes) line += " ?";
      if (!edge.enabled) line += " (off)";
      lines.push_back(line);
    }
    return lines;
  }
  bool has(std::string_view id, RoleFlag flag) const { return graph->has_role(*graph->find(id), flag); }
};

inline std::unique_ptr<BuiltGraph> build_graph_of(std::string text, std::map<std::string, std::string, std::less<>> given = {}) {
  auto built = std::make_unique<BuiltGraph>();
  built->read = read_template(std::move(text));
  built->given.parameters = std::move(given);
  Arena& arena = built->read->arena;
  sam::ExpandOptions options;
  options.given = &built->given;
  bool refused = false;
  built->effective = sam::expand(*built->read->source, options, arena, built->read->problems, refused);
  built->conditions = std::make_unique<Conditions>(*built->effective, built->given, arena);
  built->resolver = std::make_unique<Resolver>(*built->effective, *built->conditions, built->given);
  built->policies = build_policies(*built->effective, *built->resolver, arena);
  built->workflows = build_workflows(*built->effective, *built->resolver, {}, arena, built->read->problems);
  built->graph = build_graph({built->effective, built->resolver.get(), nullptr, built->policies, built->workflows}, arena);
  return built;
}

}  // namespace cumulint::test
