// GraphBuilder: collects nodes, edges and routes while the edge families look at the template.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/build-graph.h"

namespace cumulint {

/// What an edge says beside its ends.
struct EdgeFacts {
  EdgeKind kind = EdgeKind::references;
  const Resource* via = nullptr;
  const Field* evidence = nullptr;  // null: the place where the target is named
  const Field* settings = nullptr;
  bool enabled = true;
  std::string_view label = {};
  InvocationKind invocation = InvocationKind::synchronous;
  const SdkCall* call = nullptr;
  const HttpCall* http = nullptr;
};

/// A route in the making: `target` and `api` become nodes at the end.
struct RouteDraft {
  Route route;
  std::uint32_t api = 0;
  std::uint32_t target = 0;
  bool has_target = false;
};

class GraphBuilder {
 public:
  GraphBuilder(const GraphInput& input, Arena& arena);

  const Template& source() const { return *input_.effective; }
  const Resolver& resolver() const { return *input_.resolver; }
  const GraphInput& input() const { return input_; }
  Arena& arena() const { return arena_; }
  const ResourceNames& names() const { return *input_.names; }

  /// The resources of a type, in file order.
  const std::vector<const Resource*>& resources(std::string_view type) const;

  // ---- values
  Scenario exists(const Resource& resource) const { return resolver().exists(resource, arena_); }
  Scenario with(const Scenario& a, const Scenario& b) const { return resolver().conditions().with(a, b, arena_); }
  /// What the property of a resource may name; nothing if it is absent.
  std::vector<Named> targets(const Resource& owner, std::string_view path,
                             std::initializer_list<std::string_view> types);
  /// What the value at `path` below `base` may name.
  std::vector<Named> targets(const Field& base, std::string_view path, std::initializer_list<std::string_view> types,
                             const Scenario& under);
  /// A resource as one end of an edge.
  Named self(const Resource& resource, const Field* evidence = nullptr) const;
  /// The items of the lists at `path` of a resource or below a field.
  std::vector<Choice> items(const Resource& owner, std::string_view path);
  std::vector<Choice> items(const Field& base, std::string_view path, const Scenario& under);
  /// The structures at `path` that are there.
  std::vector<Choice> at(const Field& base, std::string_view path, const Scenario& under);
  std::vector<Choice> at(const Resource& owner, std::string_view path) {
    return at(*owner.properties, path, exists(owner));
  }
  /// The value at `path` if it is one and the same whatever is chosen; empty otherwise.
  std::string_view known_text(const Field& base, std::string_view path, const Scenario& under);
  std::string_view known_text(const Resource& owner, std::string_view path) {
    return known_text(*owner.properties, path, exists(owner));
  }
  /// Is it written and certainly false?
  bool is_known_false(const Resource& owner, std::string_view path);

  // ---- what is made
  std::uint32_t node_of(const Resource& resource) const;
  std::uint32_t node_of(const Named& named);
  /// An edge between two ends, unless they never coexist.
  void connect(const Named& from, const Named& to, const EdgeFacts& facts);
  void connect(const std::vector<Named>& from, const std::vector<Named>& to, const EdgeFacts& facts);
  void connect(const Resource& from, const std::vector<Named>& to, const EdgeFacts& facts);
  void connect(const std::vector<Named>& from, const Resource& to, const EdgeFacts& facts);
  void add_route(Route route, const Resource& api, const Named* target);
  void add_open_api(const Resource& api);
  bool has_evidence(const Field& field) const { return evidence_.contains(field.value); }

  struct EdgeDraft {
    Edge edge;
    std::uint32_t from = 0, to = 0;
  };
  const std::vector<EdgeDraft>& edges() const { return edges_; }
  const GraphNode& node(std::uint32_t index) const { return nodes_[index]; }

  /// Turns all into the frozen graph; roles are still missing.
  Graph* finish();

 private:
  std::uint32_t external(const Named& named);

  GraphInput input_;
  Arena& arena_;
  std::vector<GraphNode> nodes_;
  std::vector<EdgeDraft> edges_;
  std::vector<RouteDraft> routes_;
  std::vector<std::uint32_t> open_apis_;
  std::unordered_map<std::string, std::uint32_t> externals_;
  std::unordered_map<std::string_view, std::vector<const Resource*>> by_type_;
  std::unordered_map<const Resource*, std::uint32_t> by_resource_;
  std::unordered_set<const Value*> evidence_;
};

}  // namespace cumulint
