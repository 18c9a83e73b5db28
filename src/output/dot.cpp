// The graph in Graphviz's language.
#include "base/format.h"
#include "output/graph-view.h"

namespace cumulint {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + "\"";
}

}  // namespace

void write_graph_dot(const std::vector<GraphToWrite>& graphs, std::string& out) {
  const GraphView view = without_details(view_graphs(graphs));
  out += "digraph cumulint {\n  rankdir=LR;\n  node [shape=box];\n";
  for (const ShownNode& node : view.nodes) {
    append(out, "  {} [label={}{}];\n", quoted(node.id),
           quoted(node.type.empty() ? node.label : node.label + " (" + node.type + ")"),
           node.outside ? ", style=dashed" : "");
  }
  for (const ShownEdge& edge : view.edges) {
    const std::string label = std::string(edge.kind) + (edge.label.empty() ? "" : ": " + edge.label);
    append(out, "  {} -> {} [label={}{}];\n", quoted(view.nodes[edge.from].id), quoted(view.nodes[edge.to].id),
           quoted(label), edge.sure && edge.enabled ? "" : ", style=dashed");
  }
  out += "}\n";
}

}  // namespace cumulint
