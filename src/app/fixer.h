// Fixer: applies fixes, analyses again, until nothing is left to repair.
#pragma once

#include <map>
#include <string>

#include "app/analysis.h"
#include "text/memory-file-system.h"

namespace cumulint {

struct FixOptions {
  bool suggestions = false;  // --unsafe-fixes
};

struct Fixed {
  std::map<std::string, std::string> texts;  // by real path: files that changed
  std::size_t applied = 0;                   // fixes
};

/// At most 10 rounds. `request.templates` hold the fixed texts afterwards, `overlay` all of them.
Fixed fix_findings(AnalysisRequest& request, MemoryFileSystem& overlay, const FixOptions& options);

}  // namespace cumulint
