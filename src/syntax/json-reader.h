// The fast path for JSON.
#pragma once

#include <string_view>

#include "syntax/read.h"

namespace cumulint {

struct JsonOutcome {
  bool ok = false;
  std::uint32_t offset = 0;     // of the error
};

/// Reads strict JSON into `tree`. On any error, or beyond a limit, the tree is of no use.
JsonOutcome read_strict_json(std::string_view text, Arena& arena, const ReadLimits& limits, Tree& tree);

}  // namespace cumulint
