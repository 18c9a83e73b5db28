// A code frame: one source line with carets under a range.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cumulint {

struct FrameLine {
  std::string text;    // a window of the line if it is very long
  std::string carets;  // aligned below `text`: spaces (tabs where the line has them), then '^'
};

/// `begin` and `end` are code points of `line`; an empty range gets one caret. Wide characters count two columns.
FrameLine make_frame(std::string_view line, std::uint32_t begin, std::uint32_t end);

}  // namespace cumulint
