// Results -> SARIF: rules with their help, both ends of every finding, fixes, suppressed results marked.
#include "output/sarif.h"

#include <algorithm>
#include <map>

#include "base/strings.h"
#include "diag/rule-link.h"
#include "output/rule-page.h"
#include "output/sarif-writer.h"
#include "output/shown.h"
#include "text/secrets.h"

namespace cumulint {
namespace {

/// GitHub reads 25,000 results of a run.
constexpr std::size_t most_results = 25'000;
constexpr std::size_t most_links = 10;

bool has_tag(const RuleInfo& info, std::string_view tag) {
  return std::find(info.tags.begin(), info.tags.end(), tag) != info.tags.end();
}

sarif::Rule rule_of(const RegisteredRule& registered) {
  const RuleInfo& info = registered.rule->info;
  const RulePage page = parse_rule_page(registered.page);
  sarif::Rule rule;
  rule.id = info.id;
  rule.name = pascal_case(info.id);
  rule.short_text = page.summary.empty() ? std::string(info.id) : page.summary;
  rule.full_text = rule.help_text = page.why.empty() ? rule.short_text : page.why;
  rule.help_markdown = page.markdown;
  rule.help_uri = rule_url(registered.family, info.id);
  rule.level = level_name(info.level);
  rule.precision = info.level == Level::error ? "very-high" : info.level == Level::warning ? "high" : "medium";
  rule.problem_severity = info.level == Level::note ? "recommendation" : rule.level;
  if (has_tag(info, "security")) {
    rule.security_severity = info.level == Level::error ? "8.0" : info.level == Level::warning ? "5.5" : "3.0";
  }
  rule.tags.push_back(std::string(registered.family));
  for (const std::string_view tag : info.tags) {
    if (!tag.empty() && tag != registered.family) rule.tags.push_back(std::string(tag));
  }
  return rule;
}

class SarifBuilder {
 public:
  explicit SarifBuilder(const Results& results)
      : results_(results), shown_(results), fingerprints_(fingerprints(results)) {}

  sarif::Run build() {
    run_.tool = "cumulint";
    run_.version = results_.version;
    run_.information_uri = "https://github.com/cumulint/cumulint";
    add_rules();
    for (const Notice& notice : results_.notices) {
      run_.notifications.push_back({"error", shown_text(notice.message),
                                    notice.path.empty() ? "" : sarif::encode_uri(shown_.report_path(notice.path))});
    }
    run_.successful = results_.notices.empty();
    for (std::size_t i = 0; i < results_.diagnostics.size(); ++i) {
      if (!results_.diagnostics[i].hidden) run_.results.push_back(result_of(results_.diagnostics[i], fingerprints_[i]));
    }
    keep_the_worst();
    return std::move(run_);
  }

 private:
  void add_rules() {
    for (const RegisteredRule* rule : results_.rules) add_rule(*rule);
    for (const Diagnostic& finding : results_.diagnostics) {
      const RegisteredRule* rule = find_rule(finding.rule->id);
      if (rule != nullptr && rule_indexes_.count(finding.rule->id) == 0) add_rule(*rule);
    }
  }

  void add_rule(const RegisteredRule& rule) {
    rule_indexes_[rule.rule->info.id] = static_cast<std::int64_t>(run_.rules.size());
    run_.rules.push_back(rule_of(rule));
  }

  sarif::Region region(Location where) {
    const Region place = shown_.region(where, ColumnUnit::utf16);
    return {place.line, place.column, place.end_line, place.end_column};
  }

  sarif::Location location(const Label& label, std::int64_t id) {
    return {sarif::encode_uri(shown_.report_path(label.where.file)), region(label.where), shown_text(label.text), id};
  }

  sarif::Result result_of(const Diagnostic& finding, const std::string& fingerprint) {
    sarif::Result result;
    result.rule_id = finding.rule->id;
    const auto index = rule_indexes_.find(finding.rule->id);
    if (index != rule_indexes_.end()) result.rule_index = index->second;
    result.level = level_name(finding.level);
    result.message = message_of(finding);
    result.location = location(finding.labels.front(), -1);
    add_places(finding, result);
    result.fingerprints["cumulint/v1"] = fingerprint;
    for (const Fix& fix : finding.fixes) add_fix(fix, result);
    if (finding.suppressed.kind != SuppressionKind::none) {
      const bool in_source =
          finding.suppressed.kind == SuppressionKind::comment || finding.suppressed.kind == SuppressionKind::metadata;
      result.suppressions.push_back({in_source ? "inSource" : "external", shown_text(finding.suppressed.reason)});
    }
    return result;
  }

  /// What, why, repair. GitHub shows a related place only if the message links to it.
  static std::string message_of(const Diagnostic& finding) {
    std::string text = shown_text(finding.message);
    if (!finding.why.empty()) text += ": " + shown_text(finding.why);
    text += ".";
    if (!finding.help.empty()) text += " Help: " + shown_text(finding.help) + (ends_with(finding.help, "?") ? "" : ".");
    return escaped(text) + related_links(finding);
  }

  static std::string related_links(const Diagnostic& finding) {
    std::string links;
    std::size_t id = 0;
    for (std::size_t i = 1; i < finding.labels.size() && id < most_links; ++i) {
      if (finding.labels[i].kind != LabelKind::related) continue;
      ++id;
      const std::string words =
          finding.labels[i].text.empty() ? "place " + std::to_string(id) : shown_text(finding.labels[i].text);
      links += (links.empty() ? " See " : ", ") + ("[" + escaped(words) + "](" + std::to_string(id) + ")");
    }
    return links.empty() ? links : links + ".";
  }

  /// Square brackets would be links.
  static std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c == '[' || c == ']' || c == '\\') out += '\\';
      out += c;
    }
    return out;
  }

  void add_places(const Diagnostic& finding, sarif::Result& result) {
    for (std::size_t i = 0; i < finding.labels.size(); ++i) {
      const Label& label = finding.labels[i];
      if (label.kind == LabelKind::hidden) continue;
      if (i > 0) result.related.push_back(location(label, static_cast<std::int64_t>(result.related.size() + 1)));
      if (finding.is_chain) result.code_flow.push_back(location(label, -1));
    }
  }

  /// A fix whose text we may not show is left out: half of it would be wrong.
  void add_fix(const Fix& fix, sarif::Result& result) {
    sarif::Fix out{shown_text(fix.title), {}};
    for (const Edit& edit : fix.edits) {
      if (mask_secrets(edit.replacement) != edit.replacement) return;
      out.replacements.push_back(
          {sarif::encode_uri(shown_.report_path(edit.where.file)), region(edit.where), printable(edit.replacement)});
    }
    if (!out.replacements.empty()) result.fixes.push_back(std::move(out));
  }

  void keep_the_worst() {
    if (run_.results.size() <= most_results) return;
    const auto rank = [](const sarif::Result& result) {
      return result.level == "error" ? 0 : result.level == "warning" ? 1 : 2;
    };
    std::stable_sort(run_.results.begin(), run_.results.end(),
                     [&](const sarif::Result& a, const sarif::Result& b) { return rank(a) < rank(b); });
    run_.notifications.push_back({"warning",
                                  std::to_string(run_.results.size()) + " findings; the report holds the worst " +
                                      std::to_string(most_results) + ".",
                                  ""});
    run_.results.resize(most_results);
  }

  const Results& results_;
  Shown shown_;
  std::vector<std::string> fingerprints_;
  std::map<std::string_view, std::int64_t> rule_indexes_;
  sarif::Run run_;
};

}  // namespace

void write_sarif(const Results& results, std::string& out) { out += sarif::to_json(SarifBuilder(results).build()); }

}  // namespace cumulint
