// Findings as one JSON document.
#include "output/json.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "diag/rule-link.h"
#include "output/shown.h"

namespace cumulint {
namespace {

using Json = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

class JsonWriter {
 public:
  JsonWriter(const Results& results, Json& json)
      : results_(results), shown_(results), json_(json), fingerprints_(fingerprints(results)) {}

  void write() {
    json_.StartObject();
    json_.Key("version"), json_.Int(1);
    member("tool", "cumulint");
    member("toolVersion", results_.version);
    write_summary();
    write_findings("findings", true);
    write_findings("suppressed", false);
    write_notices();
    json_.EndObject();
  }

 private:
  void member(const char* key, std::string_view text) {
    json_.Key(key);
    json_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }
  void member(const char* key, std::size_t number) { json_.Key(key), json_.Uint64(number); }

  void write_summary() {
    const LevelCounts counts = count_levels(results_.diagnostics);
    json_.Key("summary"), json_.StartObject();
    member("templates", results_.templates);
    member("errors", counts.errors);
    member("warnings", counts.warnings);
    member("notes", counts.notes);
    member("suppressed", counts.suppressed);
    member("hiddenProduction", results_.hidden_production);
    json_.EndObject();
  }

  void write_findings(const char* key, bool reported) {
    json_.Key(key), json_.StartArray();
    for (std::size_t i = 0; i < results_.diagnostics.size(); ++i) {
      const Diagnostic& finding = results_.diagnostics[i];
      if (finding.hidden || is_reported(finding) != reported) continue;
      write_finding(finding, fingerprints_[i]);
    }
    json_.EndArray();
  }

  void write_finding(const Diagnostic& finding, const std::string& fingerprint) {
    json_.StartObject();
    member("rule", finding.rule->id);
    member("level", level_name(finding.level));
    member("message", shown_text(finding.message));
    if (!finding.why.empty()) member("why", shown_text(finding.why));
    if (!finding.help.empty()) member("help", shown_text(finding.help));
    write_place(finding.labels.front().where);
    write_related(finding);
    if (finding.is_chain) json_.Key("chain"), json_.Bool(true);
    write_members(finding);
    write_fixes(finding);
    if (finding.suppressed.kind != SuppressionKind::none) write_suppression(finding.suppressed);
    if (const RegisteredRule* rule = find_rule(finding.rule->id))
      member("url", rule_url(rule->family, finding.rule->id));
    member("fingerprint", fingerprint);
    json_.EndObject();
  }

  void write_place(Location where) {
    const Region region = shown_.region(where, ColumnUnit::code_points);
    member("file", shown_.report_path(where.file));
    member("line", region.line);
    member("column", region.column);
    member("endLine", region.end_line);
    member("endColumn", region.end_column);
  }

  void write_related(const Diagnostic& finding) {
    json_.Key("related"), json_.StartArray();
    for (std::size_t i = 1; i < finding.labels.size(); ++i) {
      if (finding.labels[i].kind != LabelKind::related) continue;
      json_.StartObject();
      member("message", shown_text(finding.labels[i].text));
      write_place(finding.labels[i].where);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void write_members(const Diagnostic& finding) {
    if (finding.members.empty()) return;
    json_.Key("members"), json_.StartArray();
    for (const std::string& id : finding.members) json_.String(shown_text(id).c_str());
    json_.EndArray();
  }

  void write_fixes(const Diagnostic& finding) {
    json_.Key("fixes"), json_.StartArray();
    for (const Fix& fix : finding.fixes) {
      json_.StartObject();
      member("title", shown_text(fix.title));
      member("safety", fix.safety == FixSafety::safe ? "safe" : "suggestion");
      json_.Key("edits"), json_.StartArray();
      for (const Edit& edit : fix.edits) {
        json_.StartObject();
        write_place(edit.where);
        member("replacement", shown_text(edit.replacement));
        json_.EndObject();
      }
      json_.EndArray();
      json_.EndObject();
    }
    json_.EndArray();
  }

  void write_suppression(const Suppression& suppression) {
    json_.Key("suppression"), json_.StartObject();
    member("kind", suppression_name(suppression.kind));
    if (!suppression.reason.empty()) member("reason", shown_text(suppression.reason));
    json_.EndObject();
  }

  void write_notices() {
    json_.Key("notices"), json_.StartArray();
    for (const Notice& notice : results_.notices) {
      json_.StartObject();
      if (!notice.path.empty()) member("file", shown_.report_path(notice.path));
      member("message", shown_text(notice.message));
      json_.EndObject();
    }
    json_.EndArray();
  }

  const Results& results_;
  Shown shown_;
  Json& json_;
  std::vector<std::string> fingerprints_;
};

}  // namespace

void write_json(const Results& results, std::string& out) {
  rapidjson::StringBuffer buffer;
  Json json(buffer);
  json.SetIndent(' ', 2);
  JsonWriter(results, json).write();
  out.append(buffer.GetString(), buffer.GetSize());
  out += '\n';
}

}  // namespace cumulint
