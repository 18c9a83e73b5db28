// Counts of findings, and their words.
#include "output/results.h"

#include <algorithm>

namespace cumulint {

LevelCounts count_levels(std::span<const Diagnostic> diagnostics) {
  LevelCounts counts;
  for (const Diagnostic& finding : diagnostics) {
    if (finding.hidden) continue;
    if (finding.suppressed.kind != SuppressionKind::none) {
      ++counts.suppressed;
      continue;
    }
    if (finding.level == Level::error) ++counts.errors;
    if (finding.level == Level::warning) ++counts.warnings;
    if (finding.level == Level::note) ++counts.notes;
    const auto is_safe = [](const Fix& fix) { return fix.safety == FixSafety::safe; };
    if (std::any_of(finding.fixes.begin(), finding.fixes.end(), is_safe)) ++counts.fixable;
  }
  return counts;
}

std::string_view suppression_name(SuppressionKind kind) {
  switch (kind) {
    case SuppressionKind::none: return "none";
    case SuppressionKind::comment: return "comment";
    case SuppressionKind::metadata: return "metadata";
    case SuppressionKind::config: return "config";
    case SuppressionKind::baseline: return "baseline";
  }
  return "";
}

std::string counted(std::size_t n, std::string_view noun) {
  return std::to_string(n) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

std::string level_summary(const LevelCounts& counts) {
  std::string out;
  const auto add = [&out](std::size_t n, std::string_view noun) {
    if (n == 0) return;
    if (!out.empty()) out += ", ";
    out += counted(n, noun);
  };
  add(counts.errors, "error");
  add(counts.warnings, "warning");
  add(counts.notes, "note");
  return out.empty() ? "no findings" : out;
}

}  // namespace cumulint
