// Writers of the resource graph: `cumulint graph --format json|mermaid|dot`.

#pragma once

#include <string>
#include <vector>

#include "graph/graph.h"
#include "text/source-map.h"

namespace cumulint {

/// The graph of one template.
struct GraphToWrite {
  const Graph* graph = nullptr;
  const SourceMap* sources = nullptr;
  std::string path;  // of the template, as shown
};

/// {"nodes":[{"id","type","file","line"}],"edges":[{"from","to","kind","file","line"}]}; ids carry the template's path
/// in front ("a.yaml#Orders") where several templates are written.
void write_graph_json(const std::vector<GraphToWrite>& graphs, std::string& out);
void write_graph_mermaid(const std::vector<GraphToWrite>& graphs, std::string& out);
void write_graph_dot(const std::vector<GraphToWrite>& graphs, std::string& out);

}  // namespace cumulint
