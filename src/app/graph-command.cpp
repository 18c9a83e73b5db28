// cumulint graph: who triggers, calls and feeds whom, of every template found; no rules.
#include "app/analysis.h"
#include "app/command.h"
#include "app/preparation.h"
#include "output/graph.h"

namespace cumulint {

Status run_graph(const Options& options, Outside& outside) {
  Result<Preparation> prepared = prepare(options.analysis, outside);
  if (!prepared) return fail(outside, prepared.error().message);
  for (const Notice& notice : prepared->notices) fail(outside, notice.message);
  if (!prepared->notices.empty()) return Status::failed;
  prepared->request.run_rules = false;
  prepared->request.no_code = options.analysis.no_code;
  SourceMap sources;
  CodeStore code;
  const std::unique_ptr<const Analysis> analysis = analyse(prepared->request, {prepared->files.get(), &sources, &code});
  for (const Notice& notice : analysis->notices) fail(outside, notice.message);

  std::vector<GraphToWrite> graphs;
  for (const Unit* unit : analysis->application.joined)
    graphs.push_back({unit->graph, &sources, sources.file(unit->file).path});
  std::string out;
  if (options.format == "mermaid") write_graph_mermaid(graphs, out);
  else if (options.format == "dot") write_graph_dot(graphs, out);
  else write_graph_json(graphs, out);
  outside.print(out);
  return analysis->notices.empty() ? Status::clean : Status::failed;
}

}  // namespace cumulint
