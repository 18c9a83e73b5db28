// Results: what a run found, as every writer gets it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "rule/registry.h"
#include "text/source-map.h"

namespace cumulint {

/// A file that could not be read or understood at all: no finding, but the run is not whole without it.
struct Notice {
  std::string path;     // real path; empty if it is about no file
  std::string message;  // a sentence
};

struct Results {
  std::span<const Diagnostic> diagnostics;  // sorted; suppressed and hidden ones are in it, marked
  const SourceMap* sources = nullptr;
  std::string version;         // of this program
  std::string base;            // folder that reports' paths are relative to: the repository
  std::string working_folder;  // folder that a terminal's paths are relative to
  std::size_t templates = 0;
  std::size_t hidden_production = 0;
  bool suggest_production = false;           // the footer may speak of hidden findings
  std::vector<const RegisteredRule*> rules;  // that ran
  std::vector<Notice> notices;
};

/// Will a writer show it?
inline bool is_reported(const Diagnostic& finding) {
  return !finding.hidden && finding.suppressed.kind == SuppressionKind::none;
}

struct LevelCounts {
  std::size_t errors = 0, warnings = 0, notes = 0;
  std::size_t suppressed = 0, fixable = 0;
  std::size_t total() const { return errors + warnings + notes; }
};
LevelCounts count_levels(std::span<const Diagnostic> diagnostics);

/// "3 errors, 1 warning"; levels without findings are left out.
std::string level_summary(const LevelCounts& counts);

/// "comment", "metadata", "config", "baseline".
std::string_view suppression_name(SuppressionKind kind);

/// "1 template", "2 templates".
std::string counted(std::size_t n, std::string_view noun);

}  // namespace cumulint
