// The graph as JSON: a stable contract for other tools.
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "output/graph-view.h"

namespace cumulint {
namespace {

using Json = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void member(Json& json, const char* key, std::string_view text) {
  json.Key(key);
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

template <class Shown>
void place(Json& json, const Shown& shown) {
  member(json, "file", shown.file);
  json.Key("line"), json.Uint(shown.line);
}

}  // namespace

void write_graph_json(const std::vector<GraphToWrite>& graphs, std::string& out) {
  const GraphView view = view_graphs(graphs);
  rapidjson::StringBuffer buffer;
  Json json(buffer);
  json.SetIndent(' ', 2);
  json.StartObject();
  json.Key("nodes"), json.StartArray();
  for (const ShownNode& node : view.nodes) {
    json.StartObject();
    member(json, "id", node.id);
    member(json, "type", node.type);
    place(json, node);
    if (node.outside) json.Key("outside"), json.Bool(true);
    json.EndObject();
  }
  json.EndArray();
  json.Key("edges"), json.StartArray();
  for (const ShownEdge& edge : view.edges) {
    json.StartObject();
    member(json, "from", view.nodes[edge.from].id);
    member(json, "to", view.nodes[edge.to].id);
    member(json, "kind", edge.kind);
    place(json, edge);
    if (!edge.label.empty()) member(json, "label", edge.label);
    if (!edge.sure) json.Key("sure"), json.Bool(false);
    if (!edge.enabled) json.Key("enabled"), json.Bool(false);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  out.append(buffer.GetString(), buffer.GetSize());
  out += '\n';
}

}  // namespace cumulint
