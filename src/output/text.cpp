// Findings as text: file:line:column: level[id]: message, a frame for every end, the help.
#include "output/text.h"

#include <algorithm>
#include <map>

#include "base/format.h"
#include "output/frame.h"
#include "output/shown.h"

namespace cumulint {
namespace {

constexpr std::string_view reset = "\x1b[0m", bold = "\x1b[1m", faint = "\x1b[2m";

std::string_view color_of(Level level) {
  switch (level) {
    case Level::error: return "\x1b[1;31m";
    case Level::warning: return "\x1b[1;33m";
    case Level::note: return "\x1b[1;36m";
  }
  return "";
}

std::string painted(std::string_view text, std::string_view color, const TextStyle& style) {
  return style.color ? std::string(color) + std::string(text) + std::string(reset) : std::string(text);
}

class TextWriter {
 public:
  TextWriter(const Results& results, const TextStyle& style, std::string& out)
      : results_(results), style_(style), shown_(results), out_(out) {}

  void write_finding(const Diagnostic& finding) {
    write_headline(finding);
    if (style_.quiet) return;
    gutter_ = gutter_width(finding);
    write_frame(finding.labels.front().where, color_of(finding.level));
    for (std::size_t i = 1; i < finding.labels.size(); ++i) {
      if (finding.labels[i].kind == LabelKind::related) write_related(finding.labels[i]);
    }
    if (!finding.help.empty()) out_ += "  " + painted("help:", bold, style_) + " " + shown_text(finding.help) + "\n";
    for (const Fix& fix : finding.fixes) write_fix(fix);
  }

  void write_statistics() {
    std::map<std::string_view, std::size_t> by_rule;
    for (const Diagnostic& finding : results_.diagnostics) {
      if (is_reported(finding)) ++by_rule[finding.rule->id];
    }
    std::vector<std::pair<std::size_t, std::string_view>> rows;
    for (const auto& [id, count] : by_rule) rows.emplace_back(count, id);
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [count, id] : rows) append(out_, "{:>6}  {}\n", count, id);
  }

  void write_footer() {
    const LevelCounts counts = count_levels(results_.diagnostics);
    std::string line = level_summary(counts) + " in " + counted(results_.templates, "template");
    if (counts.suppressed > 0) append(line, " ({} suppressed)", counts.suppressed);
    out_ += painted(line, bold, style_) + "\n";
    if (counts.fixable > 0) {
      append(out_, "{} can be fixed with --fix; --diff shows how.\n", counted(counts.fixable, "finding"));
    }
    if (results_.hidden_production > 0 && results_.suggest_production) {
      append(out_, "{} hidden; --profile production shows them.\n",
             counted(results_.hidden_production, "production finding"));
    }
  }

 private:
  void write_headline(const Diagnostic& finding) {
    out_ += place(finding.labels.front().where) + " ";
    out_ += painted(format("{}[{}]:", level_name(finding.level), finding.rule->id), color_of(finding.level), style_);
    out_ += " " + shown_text(finding.message);
    if (!finding.why.empty()) out_ += ": " + shown_text(finding.why);
    out_ += '\n';
  }

  void write_related(const Label& label) {
    out_ += "  " + place(label.where) + " related";
    if (!label.text.empty()) out_ += ": " + shown_text(label.text);
    out_ += '\n';
    write_frame(label.where, color_of(Level::note));
  }

  void write_fix(const Fix& fix) {
    const std::string_view kind = fix.safety == FixSafety::safe ? "fix:" : "suggestion:";
    out_ += "  " + painted(kind, bold, style_) + " " + shown_text(fix.title) + "\n";
  }

  std::string place(Location where) {
    const Region region = shown_.region(where, ColumnUnit::code_points);
    return painted(format("{}:{}:{}:", shown_.terminal_path(where.file), region.line, region.column), bold, style_);
  }

  /// Of a range over several lines, the first one.
  void write_frame(Location where, std::string_view color) {
    const Region region = shown_.region(where, ColumnUnit::code_points);
    const std::string line = shown_.masked_line(where.file, region.line - 1);
    const std::uint32_t end = region.end_line == region.line ? region.end_column - 1 : UINT32_MAX;
    const FrameLine frame = make_frame(line, region.column - 1, end);
    const std::string bar = painted("|", faint, style_);
    append(out_, "  {:>{}} {} {}\n", region.line, gutter_, bar, frame.text);
    append(out_, "  {:>{}} {} {}\n", "", gutter_, bar, painted(frame.carets, color, style_));
  }

  std::size_t gutter_width(const Diagnostic& finding) {
    std::uint32_t last = 1;
    for (const Label& label : finding.labels) {
      if (label.kind != LabelKind::hidden) last = std::max(last, shown_.region(label.where, ColumnUnit::bytes).line);
    }
    return std::to_string(last).size();
  }

  const Results& results_;
  const TextStyle& style_;
  Shown shown_;
  std::string& out_;
  std::size_t gutter_ = 1;
};

}  // namespace

void write_text(const Results& results, const TextStyle& style, std::string& out) {
  TextWriter writer(results, style, out);
  bool first = true;
  for (const Diagnostic& finding : results.diagnostics) {
    if (!is_reported(finding)) continue;
    if (!first && !style.quiet) out += '\n';
    writer.write_finding(finding);
    first = false;
  }
  if (!first && !style.quiet) out += '\n';
  if (style.statistics) writer.write_statistics();
  if (!style.quiet && results.templates > 0) writer.write_footer();
}

}  // namespace cumulint
