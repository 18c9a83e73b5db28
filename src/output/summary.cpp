// A Markdown table of the findings, for $GITHUB_STEP_SUMMARY and merge request comments.
#include "output/summary.h"

#include "base/format.h"
#include "diag/rule-link.h"
#include "output/shown.h"

namespace cumulint {
namespace {

/// GitHub refuses summaries over a megabyte.
constexpr std::size_t most_rows = 500;

/// Text in a cell: nothing in it is markup.
std::string cell(std::string_view text) {
  constexpr std::string_view special = "\\`*_[]<>|#";
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

void write_row(const Diagnostic& finding, Shown& shown, std::string& out) {
  const Location where = finding.labels.front().where;
  const Region region = shown.region(where, ColumnUnit::code_points);
  const RegisteredRule* rule = find_rule(finding.rule->id);
  append(out, "| {} | {}:{} | ", level_name(finding.level), cell(shown.report_path(where.file)), region.line);
  if (rule != nullptr)
    append(out, "[{}]({})", finding.rule->id, rule_url(rule->family, finding.rule->id));
  else
    out += finding.rule->id;
  append(out, " | {} |\n", cell(shown_text(finding.message)));
}

}  // namespace

void write_summary(const Results& results, std::string& out) {
  Shown shown(results);
  const LevelCounts counts = count_levels(results.diagnostics);
  append(out, "### cumulint: {} in {}\n", level_summary(counts), counted(results.templates, "template"));
  if (counts.total() > 0) out += "\n| Level | Place | Rule | Finding |\n| --- | --- | --- | --- |\n";
  std::size_t rows = 0;
  for (const Diagnostic& finding : results.diagnostics) {
    if (is_reported(finding) && rows++ < most_rows) write_row(finding, shown, out);
  }
  if (rows > most_rows) append(out, "\nand {} more\n", rows - most_rows);
  for (const Notice& notice : results.notices) append(out, "\n{}\n", cell(shown_text(notice.message)));
}

}  // namespace cumulint
