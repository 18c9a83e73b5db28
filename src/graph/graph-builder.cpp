// The collector of nodes and edges.
#include "graph/graph-builder.h"

#include <algorithm>
#include <numeric>

namespace cumulint {
namespace {

bool is_present(const Field& field) { return !field.value->is(ValueKind::absent) && !field.value->is(ValueKind::null); }

}  // namespace

GraphBuilder::GraphBuilder(const GraphInput& input, Arena& arena)
    : input_(input), arena_(arena) {
  for (const Resource& resource : source().resources) {
    by_type_[resource.type].push_back(&resource);
    by_resource_[&resource] = static_cast<std::uint32_t>(nodes_.size());
    GraphNode node;
    node.resource = &resource;
    node.id = resource.id;
    node.type = resource.type;
    node.index = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back(node);
  }
}

const std::vector<const Resource*>& GraphBuilder::resources(std::string_view type) const {
  static const std::vector<const Resource*> none;
  const auto found = by_type_.find(type);
  return found == by_type_.end() ? none : found->second;
}

std::vector<Named> GraphBuilder::targets(const Resource& owner, std::string_view path,
                                         std::initializer_list<std::string_view> types) {
  return targets(*owner.properties, path, types, exists(owner));
}

std::vector<Named> GraphBuilder::targets(const Field& base, std::string_view path,
                                         std::initializer_list<std::string_view> types, const Scenario& under) {
  std::vector<Named> all;
  for (const Choice& choice : at(base, path, under)) {
    std::vector<Named> some =
        names().find_all(*choice.field, NameTypes(types.begin(), types.size()), arena_, choice.when);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

Named GraphBuilder::self(const Resource& resource, const Field* evidence) const {
  Named named;
  named.resource = &resource;
  named.sure = Truth::yes;
  named.shown = resource.id;
  named.type = resource.type;
  named.field = evidence;
  named.when = exists(resource);
  return named;
}

std::vector<Choice> GraphBuilder::items(const Resource& owner, std::string_view path) {
  return items(*owner.properties, path, exists(owner));
}

std::vector<Choice> GraphBuilder::items(const Field& base, std::string_view path, const Scenario& under) {
  std::vector<Choice> all;
  for (const Choice& list : at(base, path, under)) {
    const Choices items = resolver().items(*list.field, arena_, list.when);
    for (const Choice& item : items.items)
      if (is_present(*item.field)) all.push_back(item);
  }
  return all;
}

std::vector<Choice> GraphBuilder::at(const Field& base, std::string_view path, const Scenario& under) {
  std::vector<Choice> all;
  const Choices found = resolver().find(base, path, arena_, under);
  for (const Choice& choice : found.items)
    if (is_present(*choice.field)) all.push_back(choice);
  return all;
}

std::string_view GraphBuilder::known_text(const Field& base, std::string_view path, const Scenario& under) {
  const Choices found = resolver().find(base, path, arena_, under);
  if (found.open || found.items.size() != 1) return {};
  const Choice& choice = found.items[0];
  if (!is_present(*choice.field)) return {};
  const Possible possible = resolver().resolve(*choice.field, arena_, choice.when);
  if (possible.open || possible.invalid || possible.candidates.size() != 1) return {};
  return possible.candidates[0].text.known().value_or(std::string_view{});
}

bool GraphBuilder::is_known_false(const Resource& owner, std::string_view path) {
  const std::string_view text = known_text(owner, path);
  return text == "false" || text == "False" || text == "no" || text == "off";
}

std::uint32_t GraphBuilder::node_of(const Resource& resource) const { return by_resource_.at(&resource); }

std::uint32_t GraphBuilder::node_of(const Named& named) {
  return named.resource != nullptr ? node_of(*named.resource) : external(named);
}

std::uint32_t GraphBuilder::external(const Named& named) {
  const bool known = named.sure == Truth::yes || !named.type.empty();
  std::string key(named.type);
  ((key += '\n') += named.shown) += known ? "+" : "-";
  const auto [found, is_new] = externals_.try_emplace(key, static_cast<std::uint32_t>(nodes_.size()));
  if (is_new) {
    GraphNode node;
    node.kind = known ? GraphNodeKind::external : GraphNodeKind::unresolved;
    node.id = named.shown.empty() ? "?" : arena_.copy(named.shown);
    node.type = named.type;
    node.index = found->second;
    nodes_.push_back(node);
  }
  return found->second;
}

void GraphBuilder::connect(const Named& from, const Named& to, const EdgeFacts& facts) {
  if (consistent(from.when, to.when) == Truth::no) return;
  EdgeDraft draft;
  draft.from = node_of(from);
  draft.to = node_of(to);
  Edge& edge = draft.edge;
  edge.kind = facts.kind;
  edge.via = facts.via;
  edge.evidence = facts.evidence != nullptr ? facts.evidence : to.field;
  edge.settings = facts.settings;
  edge.call = facts.call;
  edge.http = facts.http;
  edge.when = with(from.when, to.when);
  // What comes from somewhere unknown comes for sure: a subscription to a topic that is passed.
  edge.sure = from.resource == nullptr ? to.sure : both(from.sure, to.sure);
  edge.enabled = facts.enabled;
  edge.label = facts.label;
  edge.qualifier = to.qualifier;
  edge.invocation = facts.invocation;
  if (edge.evidence != nullptr) evidence_.insert(edge.evidence->value);
  if (to.field != nullptr) evidence_.insert(to.field->value);
  if (from.field != nullptr) evidence_.insert(from.field->value);
  edges_.push_back(draft);
}

void GraphBuilder::connect(const std::vector<Named>& from, const std::vector<Named>& to, const EdgeFacts& facts) {
  for (const Named& f : from)
    for (const Named& t : to) connect(f, t, facts);
}

void GraphBuilder::connect(const Resource& from, const std::vector<Named>& to, const EdgeFacts& facts) {
  const Named end = self(from);
  for (const Named& t : to) connect(end, t, facts);
}

void GraphBuilder::connect(const std::vector<Named>& from, const Resource& to, const EdgeFacts& facts) {
  const Named end = self(to);
  for (const Named& f : from) {
    EdgeFacts own = facts;
    if (own.evidence == nullptr) own.evidence = f.field;
    connect(f, end, own);
  }
}

void GraphBuilder::add_route(Route route, const Resource& api, const Named* target) {
  RouteDraft draft;
  draft.route = route;
  draft.api = node_of(api);
  if (target != nullptr) {
    if (consistent(route.when, target->when) == Truth::no) return;
    draft.target = node_of(*target);
    draft.has_target = true;
    draft.route.when = with(route.when, target->when);
  }
  routes_.push_back(draft);
}

void GraphBuilder::add_open_api(const Resource& api) { open_apis_.push_back(node_of(api)); }

namespace {

/// The edges of each node, in the order in which they were made.
void link_edges(std::span<GraphNode> nodes, std::span<const Edge> edges, Arena& arena) {
  std::vector<std::vector<const Edge*>> out(nodes.size()), in(nodes.size());
  for (const Edge& edge : edges) {
    out[edge.from->index].push_back(&edge);
    in[edge.to->index].push_back(&edge);
  }
  for (GraphNode& node : nodes) {
    node.out = arena.copy(out[node.index]);
    node.in = arena.copy(in[node.index]);
  }
}

template <class T>
std::span<T> make_list(std::size_t count, Arena& arena) {
  if (count == 0) return {};
  T* items = static_cast<T*>(arena.allocate(sizeof(T) * count, alignof(T)));
  for (std::size_t i = 0; i < count; ++i) ::new (items + i) T{};
  return {items, count};
}

}  // namespace

Graph* GraphBuilder::finish() {
  Graph* graph = arena_.make<Graph>();
  const std::span<GraphNode> nodes = make_list<GraphNode>(nodes_.size(), arena_);
  std::copy(nodes_.begin(), nodes_.end(), nodes.begin());
  const std::span<Edge> edges = make_list<Edge>(edges_.size(), arena_);
  for (std::size_t i = 0; i < edges.size(); ++i) {
    edges[i] = edges_[i].edge;
    edges[i].from = &nodes[edges_[i].from];
    edges[i].to = &nodes[edges_[i].to];
  }
  link_edges(nodes, edges, arena_);
  std::vector<Route> routes;
  for (const RouteDraft& draft : routes_) {
    routes.push_back(draft.route);
    routes.back().api = &nodes[draft.api];
    if (draft.has_target) routes.back().target = &nodes[draft.target];
  }
  std::vector<const GraphNode*> open_apis;
  for (std::uint32_t index : open_apis_) open_apis.push_back(&nodes[index]);
  std::vector<std::uint32_t> by_id(source().resources.size());
  std::iota(by_id.begin(), by_id.end(), 0u);
  std::sort(by_id.begin(), by_id.end(), [&](std::uint32_t a, std::uint32_t b) { return nodes[a].id < nodes[b].id; });
  graph->nodes = nodes;
  graph->edges = edges;
  graph->routes = arena_.copy(routes);
  graph->open_apis = arena_.copy(open_apis);
  graph->by_id = arena_.copy(by_id);
  graph->names = input_.names;
  graph->workflows = input_.workflows;
  return graph;
}

}  // namespace cumulint
