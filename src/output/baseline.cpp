// Writes and applies baselines.
#include "output/baseline.h"

#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <set>

#include "output/shown.h"

namespace cumulint {

std::string make_baseline(const Results& results) {
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> json(buffer);
  json.SetIndent(' ', 2);
  const std::vector<std::string> prints = fingerprints(results);
  const Shown shown(results);
  json.StartObject();
  json.Key("version"), json.Int(1);
  json.Key("findings"), json.StartArray();
  for (std::size_t i = 0; i < results.diagnostics.size(); ++i) {
    const Diagnostic& finding = results.diagnostics[i];
    if (!is_reported(finding)) continue;
    json.StartObject();
    json.Key("rule"), json.String(std::string(finding.rule->id).c_str());
    json.Key("file"), json.String(shown.report_path(finding.labels.front().where.file).c_str());
    json.Key("fingerprint"), json.String(prints[i].c_str());
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

Result<std::size_t> apply_baseline(const std::string& text, const Results& results,
                                   std::vector<Diagnostic>& diagnostics) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
  if (document.HasParseError() || !document.IsObject() || !document.HasMember("findings") ||
      !document["findings"].IsArray()) {
    return Error{"it is no baseline of cumulint."};
  }
  std::set<std::string> known;
  for (const rapidjson::Value& entry : document["findings"].GetArray()) {
    if (entry.IsObject() && entry.HasMember("fingerprint") && entry["fingerprint"].IsString())
      known.insert(entry["fingerprint"].GetString());
  }
  const std::vector<std::string> prints = fingerprints(results);
  std::size_t count = 0;
  for (std::size_t i = 0; i < diagnostics.size(); ++i) {
    if (!is_reported(diagnostics[i]) || known.count(prints[i]) == 0) continue;
    diagnostics[i].suppressed = {SuppressionKind::baseline, ""};
    ++count;
  }
  return count;
}

}  // namespace cumulint
