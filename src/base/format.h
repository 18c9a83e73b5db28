// Text formatting: fmt, declared only, so that a file which formats compiles quickly. base/format.cpp holds its code.

#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>

namespace cumulint {

/// `format("{} of {}", 1, 2)`; the pattern is checked when it is compiled.
template <class... Args>
std::string format(fmt::format_string<const Args&...> pattern, const Args&... args) {
  return fmt::vformat(pattern, fmt::make_format_args(args...));
}

void append_formatted(std::string& out, std::string_view pattern, fmt::format_args args);

/// The same, at the end of `out`.
template <class... Args>
void append(std::string& out, fmt::format_string<const Args&...> pattern, const Args&... args) {
  const fmt::string_view text = pattern;
  append_formatted(out, {text.data(), text.size()}, fmt::make_format_args(args...));
}

}  // namespace cumulint
