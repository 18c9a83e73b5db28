// Baseline: findings that were there before and do not count.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "output/results.h"

namespace cumulint {

/// JSON with the fingerprints of all reported findings; no line numbers, so that it lasts.
std::string make_baseline(const Results& results);

/// Marks the findings that the baseline names as suppressed. An Error if `text` is no baseline.
Result<std::size_t> apply_baseline(const std::string& text, const Results& results,
                                   std::vector<Diagnostic>& diagnostics);

}  // namespace cumulint
