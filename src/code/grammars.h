// The only place that knows how sources are parsed: text and dialect to program form.
#pragma once

#include <string_view>

#include "base/arena.h"
#include "code/code-unit.h"

namespace cumulint {

/// Never null, never fails: what can't be read is an open program.
const Program* parse_source(std::string_view text, Dialect dialect, Arena& arena);

}  // namespace cumulint
