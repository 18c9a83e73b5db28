// Our YAML reader on any bytes: what readers of both formats fall back to.
#pragma once

#include "syntax/read.h"

namespace cumulint {

/// Reads strictly, then tolerantly if that fails; only tolerantly if the tree is JSON. Adds what is wrong with the bytes.
void read_text(std::string_view text, Arena& arena, const ReadLimits& limits, Tree& tree);

}  // namespace cumulint
