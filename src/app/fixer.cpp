// Rounds of analysing and editing.
#include "app/fixer.h"

#include <algorithm>

#include "syntax/read.h"

namespace cumulint {
namespace {

constexpr int most_rounds = 10;

struct PlannedEdit {
  Span span;
  std::string replacement;
};
using Plan = std::map<FileId, std::vector<PlannedEdit>>;

bool touches(Span a, Span b) { return a.begin <= b.end && b.begin <= a.end; }

/// Takes a fix into the plan whole, or not at all.
bool accept(const Fix& fix, Plan& plan) {
  for (const Edit& edit : fix.edits) {
    for (const PlannedEdit& other : plan[edit.where.file]) {
      if (touches(edit.where.span, other.span)) return false;
    }
  }
  for (const Edit& edit : fix.edits) plan[edit.where.file].push_back({edit.where.span, edit.replacement});
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
