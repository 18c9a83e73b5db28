// One set of findings for every writer: two ends in two files, a fix, text of many bytes, the end of a file, a secret,
// a suppressed and a hidden finding.

#pragma once

#include <string>
#include <vector>

#include "output/results.h"

namespace cumulint::test {

struct Sample {
  Sample();
  Sample(const Sample&) = delete;

  SourceMap sources;
  std::vector<Diagnostic> diagnostics;
  Results results;
};

/// What no output may hold.
extern const char* const sample_secret;

}  // namespace cumulint::test
