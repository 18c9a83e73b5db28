// GraphView: nodes and edges of one or several templates as the graph writers print them.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "output/graph.h"

namespace cumulint {

struct ShownNode {
  std::string id, label, type;  // label: the id without the template's path
  std::string file;
  std::uint32_t line = 1;
  bool outside = false;
};

struct ShownEdge {
  std::size_t from = 0, to = 0;  // of the nodes
  std::string_view kind;
  std::string label;
  std::string file;
  std::uint32_t line = 1;
  bool sure = true, enabled = true;
};

struct GraphView {
  std::vector<ShownNode> nodes;
  std::vector<ShownEdge> edges;
};

/// Everything, in the graphs' order; texts are masked as in any output.
GraphView view_graphs(const std::vector<GraphToWrite>& graphs);

/// Without plain references, permissions and what they alone connect: what a picture shows.
GraphView without_details(const GraphView& view);

}  // namespace cumulint
