// Decoding of string literals, for the lowering files.
#pragma once

#include <string_view>

#include "base/arena.h"

namespace cumulint {

/// Replaces the backslash escapes that C's descendants share (\n \t \\ \" \xHH \uHHHH \u{H} \UHHHHHHHH, escaped line
/// breaks); unknown ones stay. A view of `raw` if there is nothing to replace.
std::string_view decode_escapes(std::string_view raw, Arena& arena);

/// "{{" and "}}" as one brace: f-strings and C#'s $"…".
std::string_view decode_doubled_braces(std::string_view raw, Arena& arena);

}  // namespace cumulint
