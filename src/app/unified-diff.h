// Two versions of a text as a unified diff, as `patch` and `git apply` read it.
#pragma once

#include <string>
#include <string_view>

namespace cumulint {

/// Empty if both are the same. `path` is shown behind "a/" and "b/".
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace cumulint
