// From graphs to what is printed of them.
#include "output/graph-view.h"

#include <map>

#include "output/shown.h"
#include "text/line-index.h"

namespace cumulint {
namespace {

class Places {
 public:
  explicit Places(const SourceMap& sources) : sources_(sources) {}

  template <class Shown>
  void set(Shown& shown, Location where) {
    if (where.file == FileId::none) return;
    auto found = lines_.find(where.file);
    if (found == lines_.end()) found = lines_.emplace(where.file, LineIndex(sources_.file(where.file).text())).first;
    shown.file = sources_.file(where.file).path;
    shown.line = found->second.line_of(where.span.begin) + 1;
  }

 private:
  const SourceMap& sources_;
  std::map<FileId, LineIndex> lines_;
};

Location place_of(const Edge& edge) {
  if (edge.call != nullptr) return edge.call->where;
  if (edge.http != nullptr) return edge.http->where;
  if (edge.evidence != nullptr) return edge.evidence->origin.value_place();
  if (edge.via != nullptr) return edge.via->origin.key_place();
  return edge.from->resource != nullptr ? edge.from->resource->origin.key_place() : Location{};
}

/// What is outside has no place of its own: that of the first edge which names it.
Location place_of(const GraphNode& node) {
  if (node.resource != nullptr) return node.resource->origin.key_place();
  if (!node.in.empty()) return place_of(*node.in[0]);
  return node.out.empty() ? Location{} : place_of(*node.out[0]);
}

void add_graph(const GraphToWrite& graph, bool with_path, Places& places, GraphView& view) {
  const std::size_t first = view.nodes.size();
  for (const GraphNode& node : graph.graph->nodes) {
    ShownNode shown;
    shown.label = shown_text(node.id);
    shown.id = with_path ? graph.path + "#" + shown.label : shown.label;
    shown.type = std::string(node.type);
    shown.outside = node.resource == nullptr;
    shown.file = graph.path;
    places.set(shown, place_of(node));
    view.nodes.push_back(std::move(shown));
  }
  for (const Edge& edge : graph.graph->edges) {
    ShownEdge shown;
    shown.from = first + edge.from->index;
    shown.to = first + edge.to->index;
    shown.kind = edge_kind_name(edge.kind);
    shown.label = shown_text(edge.label);
    shown.sure = edge.sure == Truth::yes;
    shown.enabled = edge.enabled;
    shown.file = graph.path;
    places.set(shown, place_of(edge));
    view.edges.push_back(std::move(shown));
  }
}

}  // namespace

GraphView view_graphs(const std::vector<GraphToWrite>& graphs) {
  GraphView view;
  if (graphs.empty()) return view;
  Places places(*graphs[0].sources);
  for (const GraphToWrite& graph : graphs) add_graph(graph, graphs.size() > 1, places, view);
  return view;
}

GraphView without_details(const GraphView& view) {
  GraphView picture;
  std::vector<bool> used(view.nodes.size(), false);
  std::vector<const ShownEdge*> kept;
  for (const ShownEdge& edge : view.edges) {
    if (edge.kind == edge_kind_name(EdgeKind::references) || edge.kind == edge_kind_name(EdgeKind::permission))
      continue;
    used[edge.from] = used[edge.to] = true;
    kept.push_back(&edge);
  }
  std::vector<std::size_t> place(view.nodes.size(), 0);
  for (std::size_t i = 0; i < view.nodes.size(); ++i) {
    if (!used[i]) continue;
    place[i] = picture.nodes.size();
    picture.nodes.push_back(view.nodes[i]);
  }
  for (const ShownEdge* edge : kept) {
    picture.edges.push_back(*edge);
    picture.edges.back().from = place[edge->from];
    picture.edges.back().to = place[edge->to];
  }
  return picture;
}

}  // namespace cumulint
