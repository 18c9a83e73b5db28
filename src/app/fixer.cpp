// Rounds of analysing and editing.
#include "app/fixer.h"

#include <algorithm>

#include "base/strings.h"
#include "syntax/read.h"

namespace cumulint {
namespace {

constexpr int most_rounds = 10;

struct PlannedEdit {
  Span span;
  std::string replacement;
};
using Plan = std::map<FileId, std::vector<PlannedEdit>>;

/// The key of the first pair that an insertion brings, JSON's or YAML's.
std::string_view first_key(std::string_view inserted) {
  inserted.remove_prefix(std::min(inserted.size(), inserted.find_first_not_of(", \"\r\n")));
  return inserted.substr(0, inserted.find_first_of("\":"));
}

/// An item of a list: "- a" in lines of its own, or one that a comma ends.
bool is_item(std::string_view inserted) {
  const std::size_t last = inserted.find_last_not_of(" \r\n");
  return starts_with(trim(inserted), "- ") || (last != std::string_view::npos && inserted[last] == ',');
}

/// Whole lines, JSON's further pairs and items can stand behind each other; the same key twice can't.
bool fit_together(const Edit& edit, const PlannedEdit& other) {
  if (!edit.where.span.empty() || edit.where.span.begin != other.span.begin || !other.span.empty()) return false;
  if (is_item(edit.replacement) && is_item(other.replacement)) return true;
  const bool are_lines = ends_with(edit.replacement, "\n") && ends_with(other.replacement, "\n");
  const bool are_pairs = starts_with(edit.replacement, ",") && starts_with(other.replacement, ",");
  return (are_lines || are_pairs) && first_key(edit.replacement) != first_key(other.replacement);
}

bool touches(const Edit& edit, const PlannedEdit& other) {
  const Span a = edit.where.span, b = other.span;
  return a.begin <= b.end && b.begin <= a.end && !fit_together(edit, other);
}

bool is_same(const Edit& edit, const PlannedEdit& other) {
  return edit.where.span.begin == other.span.begin && edit.where.span.end == other.span.end &&
         edit.replacement == other.replacement;
}

/// Takes a fix into the plan whole, or not at all. What two fixes both need (one queue for two events) is made once.
bool accept(const Fix& fix, Plan& plan) {
  std::vector<const Edit*> further;
  for (const Edit& edit : fix.edits) {
    bool is_planned = false;
    for (const PlannedEdit& other : plan[edit.where.file]) {
      if (is_same(edit, other))
        is_planned = true;
      else if (touches(edit, other))
        return false;
    }
    if (!is_planned) further.push_back(&edit);
  }
  for (const Edit* edit : further) plan[edit->where.file].push_back({edit->where.span, edit->replacement});
  return !fix.edits.empty();
}

const Fix* chosen_fix(const Diagnostic& finding, const FixOptions& options) {
  for (const Fix& fix : finding.fixes) {
    if (fix.safety == FixSafety::safe || (options.suggestions && fix.safety == FixSafety::suggestion)) return &fix;
  }
  return nullptr;
}

std::string edited(std::string_view text, std::vector<PlannedEdit> edits) {
  std::stable_sort(edits.begin(), edits.end(),
                   [](const PlannedEdit& a, const PlannedEdit& b) { return a.span.begin < b.span.begin; });
  std::string out;
  std::size_t at = 0;
  for (const PlannedEdit& edit : edits) {
    out += text.substr(at, edit.span.begin - at);
    out += edit.replacement;
    at = edit.span.end;
  }
  return out += text.substr(at);
}

bool reads_cleanly(const std::string& path, const std::string& text) {
  Arena arena;
  const std::string padded = text + std::string(SourceFile::padding, '\0');
  return read_tree(FileId::none, path, std::string_view(padded).substr(0, text.size()), arena).errors.empty();
}

class Rounds {
 public:
  Rounds(AnalysisRequest& request, MemoryFileSystem& overlay, const FixOptions& options)
      : request_(request), overlay_(overlay), options_(options) {}

  bool run_one(Fixed& fixed) {
    SourceMap sources;
    CodeStore code;
    const std::unique_ptr<const Analysis> analysis = analyse(request_, {&overlay_, &sources, &code});
    Plan plan;
    std::size_t planned = 0;
    for (const Diagnostic& finding : analysis->report.diagnostics) {
      if (!is_reported(finding)) continue;
      const Fix* fix = chosen_fix(finding, options_);
      if (fix != nullptr && accept(*fix, plan)) ++planned;
    }
    bool changed = false;
    for (auto& [file, edits] : plan) changed = apply(sources.file(file), std::move(edits), fixed) || changed;
    if (changed) fixed.applied += planned;
    return changed;
  }

 private:
  /// A file that could be read before must be so afterwards.
  bool apply(const SourceFile& file, std::vector<PlannedEdit> edits, Fixed& fixed) {
    const std::string before(file.text()), after = edited(before, std::move(edits));
    if (after == before) return false;
    const bool is_template = has_template_name(file.real_path);
    if (is_template && reads_cleanly(file.real_path, before) && !reads_cleanly(file.real_path, after)) return false;
    overlay_.write(file.real_path, after);
    for (FoundTemplate& found : request_.templates) {
      if (found.real_path == file.real_path) found.text = after;
    }
    fixed.texts[file.real_path] = after;
    return true;
  }

  AnalysisRequest& request_;
  MemoryFileSystem& overlay_;
  const FixOptions& options_;
};

}  // namespace

Fixed fix_findings(AnalysisRequest& request, MemoryFileSystem& overlay, const FixOptions& options) {
  Fixed fixed;
  Rounds rounds(request, overlay, options);
  for (int round = 0; round < most_rounds && rounds.run_one(fixed); ++round) {
  }
  return fixed;
}

}  // namespace cumulint
