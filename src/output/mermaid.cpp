// The graph as a Mermaid flow chart, for READMEs and pull requests.
#include "base/format.h"
#include "output/graph-view.h"

namespace cumulint {
namespace {

/// Mermaid reads entities in quoted texts:
/// https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
std::string quoted(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '"': out += "#quot;"; break;
      case '#': out += "#35;"; break;
      case '<': out += "#lt;"; break;
      case '>': out += "#gt;"; break;
      case '\n': out += ' '; break;
      default: out += c;
    }
  }
  return out;
}

std::string_view short_type(std::string_view type) { return type.substr(0, 5) == "AWS::" ? type.substr(5) : type; }

}  // namespace

void write_graph_mermaid(const std::vector<GraphToWrite>& graphs, std::string& out) {
  const GraphView view = without_details(view_graphs(graphs));
  out += "flowchart LR\n";
  for (std::size_t i = 0; i < view.nodes.size(); ++i) {
    const ShownNode& node = view.nodes[i];
    const std::string type = node.type.empty() ? "" : "<br/>" + quoted(short_type(node.type));
    append(out, "  n{}{}\"{}{}\"{}\n", i, node.outside ? "([" : "[", quoted(node.id), type, node.outside ? "])" : "]");
  }
  for (const ShownEdge& edge : view.edges) {
    const std::string label = edge.label.empty() ? "" : ": " + quoted(edge.label);
    append(out, "  n{} {}|\"{}{}\"| n{}\n", edge.from, edge.sure && edge.enabled ? "-->" : "-.->", edge.kind, label,
           edge.to);
  }
}

}  // namespace cumulint
