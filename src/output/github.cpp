// Annotations: GitHub shows ten errors and ten warnings of a step, so the worst come first.
#include "output/github.h"

#include <algorithm>

#include "base/format.h"
#include "output/shown.h"

namespace cumulint {
namespace {

constexpr std::size_t shown_per_level = 10;

std::string_view command_of(Level level) { return level == Level::note ? "notice" : level_name(level); }

/// Percent, CR and LF end a command; in a property ':' and ',' too.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    if (special) {
      append(out, "%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
  return out;
}

void write_annotation(const Diagnostic& finding, Shown& shown, std::string& out) {
  const Region region = shown.region(finding.labels.front().where, ColumnUnit::code_points);
  std::string message = shown_text(finding.message);
  if (!finding.why.empty()) message += ": " + shown_text(finding.why);
  for (std::size_t i = 1; i < finding.labels.size(); ++i) {
    const Label& label = finding.labels[i];
    if (label.kind != LabelKind::related) continue;
    const Region place = shown.region(label.where, ColumnUnit::code_points);
    append(message, "\n{}:{}:{}: {}", shown.report_path(label.where.file), place.line, place.column,
           shown_text(label.text));
  }
  if (!finding.help.empty()) message += "\nhelp: " + shown_text(finding.help);
  append(out, "::{} file={},line={},endLine={},", command_of(finding.level),
         escaped(shown.report_path(finding.labels.front().where.file), true), region.line, region.end_line);
  // GitHub refuses columns of a range over several lines.
  if (region.line == region.end_line) append(out, "col={},endColumn={},", region.column, region.end_column);
  append(out, "title={}::{}\n", escaped(finding.rule->id, true), escaped(message, false));
}

}  // namespace

void write_github(const Results& results, std::string& out) {
  Shown shown(results);
  std::vector<const Diagnostic*> worst;
  for (const Diagnostic& finding : results.diagnostics) {
    if (is_reported(finding)) worst.push_back(&finding);
  }
  std::stable_sort(worst.begin(), worst.end(),
                   [](const Diagnostic* a, const Diagnostic* b) { return a->level > b->level; });
  for (const Diagnostic* finding : worst) write_annotation(*finding, shown, out);
  const LevelCounts counts = count_levels(results.diagnostics);
  if (counts.errors > shown_per_level || counts.warnings > shown_per_level || counts.notes > shown_per_level) {
    append(out, "{}; GitHub shows {} annotations of each level, the log has them all.\n", level_summary(counts),
           shown_per_level);
  }
}

}  // namespace cumulint
