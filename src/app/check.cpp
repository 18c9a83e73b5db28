// cumulint check: analyse, repair if asked for, write the report, answer with a status.
#include <algorithm>
#include <chrono>
#include <mutex>

#include "app/command.h"
#include "app/fixer.h"
#include "app/preparation.h"
#include "app/unified-diff.h"
#include "base/format.h"
#include "output/baseline.h"
#include "output/github.h"
#include "output/json.h"
#include "output/junit.h"
#include "output/sarif.h"
#include "output/shown.h"
#include "output/summary.h"
#include "output/text.h"

namespace cumulint {
namespace {

/// A line on the terminal that counts, once a run takes longer than a second.
class TerminalProgress final : public Progress {
 public:
  explicit TerminalProgress(Outside& outside) : outside_(outside), shown_(clock::now()) {}
  ~TerminalProgress() override {
    if (visible_) outside_.complain("\r\x1b[K");
  }

  void done(std::size_t templates, std::size_t of) override {
    const std::lock_guard lock(mutex_);
    const clock::time_point now = clock::now();
    if (now - shown_ < (visible_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(1000))) return;
    shown_ = now;
    visible_ = true;
    outside_.complain(format("\r\x1b[K{} of {} templates", templates, of));
  }

 private:
  using clock = std::chrono::steady_clock;
  Outside& outside_;
  std::mutex mutex_;
  clock::time_point shown_;
  bool visible_ = false;
};

bool wants_color(const CheckOptions& options, const Outside& outside) {
  if (options.color != "auto") return options.color == "always";
  if (!outside.variable("NO_COLOR").empty() || outside.variable("TERM") == "dumb") return false;
  return options.output.empty() && outside.prints_to_terminal();
}

class Check {
 public:
  Check(const Options& options, Outside& outside, Preparation prepared)
      : options_(options.check),
        analysis_options_(options.analysis),
        outside_(outside),
        prepared_(std::move(prepared)),
        overlay_(prepared_.files.get()) {}

  Status run() {
    if (outside_.complains_to_terminal() && !options_.quiet)
      progress_.emplace(outside_), request().progress = &*progress_;
    if (options_.fix || options_.diff) fixed_ = fix_findings(request(), overlay_, {options_.unsafe_fixes});
    if (options_.diff) return show_diff();
    if (const std::optional<Error> error = write_fixed()) return fail(outside_, error->message);
    analysis_ = analyse(request(), {&overlay_, &sources_, &code_});
    progress_.reset();
    diagnostics_ = analysis_->report.diagnostics;
    fill_results();
    if (const std::optional<Error> error = apply_baselines()) return fail(outside_, error->message);
    if (const std::optional<Error> error = write_report()) return fail(outside_, error->message);
    return status();
  }

 private:
  AnalysisRequest& request() { return prepared_.request; }

  bool reads_input() const {
    return std::find(analysis_options_.paths.begin(), analysis_options_.paths.end(), "-") !=
           analysis_options_.paths.end();
  }

  /// Files that are no templates are what a hook passes; who names a folder expects some in it.
  bool names_folder() const {
    const std::vector<std::string>& paths = analysis_options_.paths;
    return paths.empty() || std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
             return outside_.files().kind(absolute(path)) == FileKind::folder;
           });
  }

  std::string shown_path(const std::string& real_path) const {
    return path_from(prepared_.request.project.working_folder, real_path);
  }

  Status show_diff() {
    progress_.reset();
    for (const auto& [path, text] : fixed_.texts) outside_.print(diff_of(path, text));
    complain_of(prepared_.notices);
    if (!prepared_.notices.empty()) return Status::failed;
    return fixed_.texts.empty() ? Status::clean : Status::findings;
  }

  /// Context lines may hold credentials. They are masked, even if the patch can't be applied there.
  std::string diff_of(const std::string& path, const std::string& text) {
    std::string before;
    for (const FoundTemplate& found : original_) {
      if (found.real_path == path) before = found.text;
    }
    if (before.empty()) {
      if (const Result<std::string> read = outside_.files().read(path, max_file_bytes)) before = *read;
    }
    return shown_text(unified_diff(shown_path(path), before, text));
  }

  /// Standard input comes back on standard output.
  std::optional<Error> write_fixed() {
    if (!options_.fix) return std::nullopt;
    if (reads_input()) {
      for (const FoundTemplate& found : request().templates) {
        if (outside_.files().kind(found.real_path) == FileKind::missing || request().templates.size() == 1)
          outside_.print(found.text);
      }
      return std::nullopt;
    }
    for (const auto& [path, text] : fixed_.texts) {
      if (std::optional<Error> error = outside_.write_file(path, text)) return error;
    }
    return std::nullopt;
  }

  void fill_results() {
    const AnalysisRequest& asked = request();
    results_.diagnostics = diagnostics_;
    results_.sources = &sources_;
    results_.version = CUMULINT_VERSION;
    results_.base = asked.project.base;
    results_.working_folder = asked.project.working_folder;
    results_.templates = asked.templates.size();
    results_.hidden_production = analysis_->report.hidden_production;
    results_.suggest_production = !prepared_.named_rules && !asked.rules.production && !asked.rules.strict;
    results_.rules = rules_to_run(asked.rules);
    results_.notices = prepared_.notices;
    results_.notices.insert(results_.notices.end(), analysis_->notices.begin(), analysis_->notices.end());
  }

  std::optional<Error> apply_baselines() {
    std::string path = options_.baseline.empty() ? "" : absolute(options_.baseline);
    if (path.empty() && prepared_.config.baseline)
      path = join_path(prepared_.config.folder, *prepared_.config.baseline);
    if (!path.empty()) {
      const Result<std::string> text = outside_.files().read(path, max_file_bytes);
      if (!text) return text.error();
      const Result<std::size_t> applied = apply_baseline(*text, results_, diagnostics_);
      if (!applied) return Error{"The file " + path + " can't be used: " + applied.error().message};
    }
    if (options_.write_baseline.empty()) return std::nullopt;
    return outside_.write_file(absolute(options_.write_baseline), make_baseline(results_));
  }

  std::string absolute(const std::string& path) const {
    return normalise_path(join_path(outside_.working_folder(), path));
  }

  std::optional<Error> write_report() {
    std::string report;
    if (options_.format == "json")
      write_json(results_, report);
    else if (options_.format == "sarif")
      write_sarif(results_, report);
    else if (options_.format == "github")
      write_github(results_, report);
    else if (options_.format == "junit")
      write_junit(results_, report);
    else if (options_.format == "summary")
      write_summary(results_, report);
    else
      write_text(results_, {wants_color(options_, outside_), options_.quiet, options_.statistics}, report);
    if (fixed_.applied > 0 && !options_.quiet)
      outside_.complain(
          format("{} fixed in {}.\n", counted(fixed_.applied, "finding"), counted(fixed_.texts.size(), "file")));
    complain_of(results_.notices);
    if (results_.templates == 0 && !options_.quiet && names_folder()) outside_.complain("no template was found\n");
    if (!options_.output.empty()) return outside_.write_file(absolute(options_.output), report);
    if (options_.fix && reads_input())
      outside_.complain(report);
    else
      outside_.print(report);
    return std::nullopt;
  }

  void complain_of(const std::vector<Notice>& notices) {
    for (const Notice& notice : notices) fail(outside_, shown_text(notice.message));
  }

  Status status() const {
    if (!results_.notices.empty()) return Status::failed;
    const std::string threshold = options_.fail_on.value_or(prepared_.config.fail_on.value_or("warning"));
    if (threshold == "never") return Status::clean;
    const Level least = threshold == "error" ? Level::error : threshold == "note" ? Level::note : Level::warning;
    const auto counts = [least](const Diagnostic& finding) { return is_reported(finding) && finding.level >= least; };
    return std::any_of(diagnostics_.begin(), diagnostics_.end(), counts) ? Status::findings : Status::clean;
  }

  const CheckOptions& options_;
  const AnalysisOptions& analysis_options_;
  Outside& outside_;
  Preparation prepared_;
  std::vector<FoundTemplate> original_ = prepared_.request.templates;
  MemoryFileSystem overlay_;
  SourceMap sources_;
  CodeStore code_;
  std::optional<TerminalProgress> progress_;
  Fixed fixed_;
  std::unique_ptr<const Analysis> analysis_;
  std::vector<Diagnostic> diagnostics_;
  Results results_;
};

}  // namespace

Status run_check(const Options& options, Outside& outside) {
  Result<Preparation> prepared = prepare(options.analysis, outside);
  if (!prepared) return fail(outside, prepared.error().message);
  return Check(options, outside, std::move(*prepared)).run();
}

}  // namespace cumulint
