// Globs as git has them: for ignore files and for `exclude`.
#pragma once

#include <string_view>

namespace cumulint {

/// git's wildmatch with `*`, `?`, `[a-z]`, `**` and backslash; `*`, `?` and classes never match '/'.
bool matches_git_pattern(std::string_view pattern, std::string_view path);

}  // namespace cumulint
