// A writer of SARIF 2.1.0 for any analyzer: one header, the standard library only. Fill a Run, call to_json.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sarif {

/// Lines and columns count from 1; `end_column` is the column behind the last character. 0: left out.
struct Region {
  std::uint32_t start_line = 0, start_column = 0, end_line = 0, end_column = 0;
};

struct Location {
  std::string uri;       // percent-encoded; relative to the base of `Run::base_id`
  Region region;         // without a start line: the whole file
  std::string message;   // may be empty
  std::int64_t id = -1;  // for `[text](1)` links in messages
};

struct Replacement {
  std::string uri;
  Region deleted;
  std::string inserted;
};

struct Fix {
  std::string description;
  std::vector<Replacement> replacements;  // grouped by uri when written
};

struct Suppression {
  std::string kind = "inSource";  // or "external"
  std::string justification;
};

struct Result {
  std::string rule_id;
  std::int64_t rule_index = -1;
  std::string level = "warning";  // error, warning, note, none
  std::string message;
  Location location;
  std::vector<Location> related;
  std::vector<Location> code_flow;                  // of one thread; empty: none
  std::map<std::string, std::string> fingerprints;  // partialFingerprints
  std::vector<Fix> fixes;
  std::vector<Suppression> suppressions;
};

struct Rule {
  std::string id, name, short_text, full_text, help_text, help_markdown, help_uri;
  std::string level = "warning";
  std::string precision, problem_severity, security_severity;  // GitHub's properties; empty: left out
  std::vector<std::string> tags;
};

struct Notification {
  std::string level = "error", message, uri;
};

struct Run {
  std::string tool, version, information_uri;
  std::string base_id = "%SRCROOT%";
  std::string column_kind = "utf16CodeUnits";
  bool successful = true;
  std::vector<Notification> notifications;
  std::vector<Rule> rules;
  std::vector<Result> results;
};

/// A path with '/' as a relative URI.
inline std::string encode_uri(std::string_view path) {
  constexpr std::string_view kept = "-._~!$&'()*+,;=@/";
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || kept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const unsigned char byte = static_cast<unsigned char>(c);
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out;
}

namespace detail {

/// Writes JSON with two spaces of indentation. Texts are taken to be valid UTF-8.
class Json {
 public:
  void open(char bracket) { out_ += bracket, ++depth_, first_ = true; }
  void close(char bracket) {
    --depth_;
    if (!first_) line();
    out_ += bracket, first_ = false;
  }
  void key(std::string_view name) { item(), quoted(name), out_ += ": "; }
  void item() {
    if (!first_) out_ += ',';
    line(), first_ = false;
  }
  void quoted(std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    out_ += '"';
    for (const char c : text) {
      const unsigned char byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\')
        out_ += {'\\', c};
      else if (c == '\n')
        out_ += "\\n";
      else if (byte < 0x20) {
        out_ += "\\u00";
        out_ += {digits[byte >> 4], digits[byte & 15]};
      } else
        out_ += c;
    }
    out_ += '"';
  }
  void raw(std::string_view text) { out_ += text; }

  void text(std::string_view name, std::string_view value) { key(name), quoted(value); }
  void optional(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  void number(std::string_view name, std::int64_t value) { key(name), raw(std::to_string(value)); }
  void boolean(std::string_view name, bool value) { key(name), raw(value ? "true" : "false"); }
  void message(std::string_view name, std::string_view value) { key(name), open('{'), text("text", value), close('}'); }
  template <class Items, class Write>
  void list(std::string_view name, const Items& items, Write write) {
    key(name), open('[');
    for (const auto& one : items) item(), write(one);
    close(']');
  }
  std::string take() { return std::move(out_); }

 private:
  void line() { out_ += '\n', out_.append(2 * depth_, ' '); }

  std::string out_;
  std::size_t depth_ = 0;
  bool first_ = true;
};

class Writer {
 public:
  explicit Writer(const Run& run) : run_(run) {}

  std::string write() {
    json_.open('{');
    json_.text("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_.text("version", "2.1.0");
    json_.key("runs"), json_.open('['), json_.item(), write_run(), json_.close(']');
    json_.close('}');
    return json_.take() + "\n";
  }

 private:
  void write_run() {
    json_.open('{');
    json_.key("tool"), json_.open('{'), json_.key("driver"), json_.open('{');
    json_.text("name", run_.tool), json_.text("semanticVersion", run_.version);
    json_.optional("informationUri", run_.information_uri);
    json_.list("rules", run_.rules, [this](const Rule& rule) { write_rule(rule); });
    json_.close('}'), json_.close('}');
    json_.list("invocations", std::vector<int>{0}, [this](int) { write_invocation(); });
    json_.text("columnKind", run_.column_kind);
    json_.list("results", run_.results, [this](const Result& result) { write_result(result); });
    json_.close('}');
  }

  void write_invocation() {
    json_.open('{'), json_.boolean("executionSuccessful", run_.successful);
    if (!run_.notifications.empty()) {
      json_.list("toolExecutionNotifications", run_.notifications, [this](const Notification& one) {
        json_.open('{'), json_.text("level", one.level), json_.message("message", one.message);
        if (!one.uri.empty()) write_locations("locations", {{one.uri, {}, {}, -1}});
        json_.close('}');
      });
    }
    json_.close('}');
  }

  void write_rule(const Rule& rule) {
    json_.open('{'), json_.text("id", rule.id), json_.optional("name", rule.name);
    json_.message("shortDescription", rule.short_text), json_.message("fullDescription", rule.full_text);
    json_.optional("helpUri", rule.help_uri);
    json_.key("help"), json_.open('{'), json_.text("text", rule.help_text);
    json_.optional("markdown", rule.help_markdown), json_.close('}');
    json_.key("defaultConfiguration"), json_.open('{'), json_.text("level", rule.level), json_.close('}');
    json_.key("properties"), json_.open('{');
    json_.list("tags", rule.tags, [this](const std::string& tag) { json_.quoted(tag); });
    json_.optional("precision", rule.precision), json_.optional("problem.severity", rule.problem_severity);
    json_.optional("security-severity", rule.security_severity);
    json_.close('}'), json_.close('}');
  }

  void write_result(const Result& result) {
    json_.open('{'), json_.text("ruleId", result.rule_id);
    if (result.rule_index >= 0) json_.number("ruleIndex", result.rule_index);
    json_.text("level", result.level), json_.message("message", result.message);
    write_locations("locations", {result.location});
    if (!result.related.empty()) write_locations("relatedLocations", result.related);
    if (!result.code_flow.empty()) write_code_flow(result.code_flow);
    if (!result.fingerprints.empty()) {
      json_.key("partialFingerprints"), json_.open('{');
      for (const auto& [key, value] : result.fingerprints) json_.text(key, value);
      json_.close('}');
    }
    if (!result.fixes.empty()) json_.list("fixes", result.fixes, [this](const Fix& fix) { write_fix(fix); });
    if (!result.suppressions.empty()) {
      json_.list("suppressions", result.suppressions, [this](const Suppression& one) {
        json_.open('{'), json_.text("kind", one.kind), json_.text("status", "accepted");
        json_.optional("justification", one.justification), json_.close('}');
      });
    }
    json_.close('}');
  }

  void write_code_flow(const std::vector<Location>& steps) {
    json_.key("codeFlows"), json_.open('['), json_.item(), json_.open('{');
    json_.key("threadFlows"), json_.open('['), json_.item(), json_.open('{');
    json_.list("locations", steps, [this](const Location& step) {
      json_.open('{'), json_.key("location"), write_location(step), json_.close('}');
    });
    json_.close('}'), json_.close(']'), json_.close('}'), json_.close(']');
  }

  void write_locations(std::string_view name, const std::vector<Location>& places) {
    json_.list(name, places, [this](const Location& place) { write_location(place); });
  }

  void write_location(const Location& place) {
    json_.open('{');
    if (place.id >= 0) json_.number("id", place.id);
    json_.key("physicalLocation"), json_.open('{'), write_artifact(place.uri);
    if (place.region.start_line > 0) json_.key("region"), write_region(place.region);
    json_.close('}');
    if (!place.message.empty()) json_.message("message", place.message);
    json_.close('}');
  }

  void write_artifact(const std::string& uri) {
    json_.key("artifactLocation"), json_.open('{'), json_.text("uri", uri);
    json_.optional("uriBaseId", run_.base_id), json_.close('}');
  }

  void write_region(const Region& region) {
    json_.open('{'), json_.number("startLine", region.start_line);
    if (region.start_column > 0) json_.number("startColumn", region.start_column);
    if (region.end_line > 0) json_.number("endLine", region.end_line);
    if (region.end_column > 0) json_.number("endColumn", region.end_column);
    json_.close('}');
  }

  void write_fix(const Fix& fix) {
    std::map<std::string, std::vector<const Replacement*>> by_file;
    for (const Replacement& one : fix.replacements) by_file[one.uri].push_back(&one);
    json_.open('{'), json_.message("description", fix.description);
    json_.list("artifactChanges", by_file, [this](const auto& change) {
      json_.open('{'), write_artifact(change.first);
      json_.list("replacements", change.second, [this](const Replacement* one) {
        json_.open('{'), json_.key("deletedRegion"), write_region(one->deleted);
        json_.message("insertedContent", one->inserted), json_.close('}');
      });
      json_.close('}');
    });
    json_.close('}');
  }

  const Run& run_;
  Json json_;
};

}  // namespace detail

/// One log with one run.
inline std::string to_json(const Run& run) { return detail::Writer(run).write(); }

}  // namespace sarif
