// A whole analysis in memory: files in, diagnostics out.

#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/analysis.h"
#include "code/code-store.h"
#include "text/memory-file-system.h"

namespace cumulint::test {

using Files = std::map<std::string, std::string>;  // path -> text; templates are found by content

struct AnalyseOptions {
  std::vector<std::string> select, ignore;  // ids; an unknown one fails the test
  bool production = false, strict = false, no_code = false;
  std::map<std::string, std::string> parameters;
  std::string today = "2026-11-24";
  unsigned jobs = 1;
};

/// Keeps all that its diagnostics point into.
struct Analysed {
  MemoryFileSystem files;
  SourceMap sources;
  CodeStore code;
  AnalysisRequest request;
  std::unique_ptr<const Analysis> analysis;

  /// All of them, hidden and suppressed ones too.
  const std::vector<Diagnostic>& diagnostics() const { return analysis->report.diagnostics; }
  /// Those that a user would see.
  std::vector<const Diagnostic*> reported() const;
  /// The path of a diagnostic's primary place, and its one-based line.
  std::string file_of(const Diagnostic& diagnostic) const;
  unsigned line_of(const Diagnostic& diagnostic) const;
  /// "template.yaml:13 sqs-no-dlq warning", in order: what tests compare.
  std::vector<std::string> lines() const;
  /// As `cumulint check` prints it, without colours and counts.
  std::string text() const;
};

std::unique_ptr<Analysed> analyse(const Files& files, const AnalyseOptions& options = {});

/// The files after `cumulint check --fix` (with `suggestions`: --unsafe-fixes).
Files fix(const Files& files, const AnalyseOptions& options = {}, bool suggestions = false);

}  // namespace cumulint::test
