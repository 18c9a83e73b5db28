// What may stand between `${` and `}` in a Fn::Sub.
#pragma once

#include <optional>
#include <string_view>

#include "text/span.h"

namespace cumulint {

/// "variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons", as
/// CloudFormation says when it refuses others.
bool is_sub_name(std::string_view name);

/// The first `${…}` in the decoded text whose inside is neither a name nor an escaped literal.
std::optional<Span> find_sub_error(std::string_view text);

}  // namespace cumulint
