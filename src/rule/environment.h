// The environment variables of a function, as far as the template and Lambda give them.
#pragma once

#include <string_view>
#include <vector>

#include "resolve/verdict.h"
#include "rule/views.h"

namespace cumulint {

/// Is the variable missing? yes with the scenario in which it is; unknown where Variables are not known.
Verdict lacks_variable(const ResourceView& function, std::string_view name);

/// Names that the template gives the function, under any condition.
std::vector<std::string_view> variable_names(const ResourceView& function);

/// Does Lambda set it itself, or may an extension, wrapper or image do so?
bool is_set_by_lambda(std::string_view name);

}  // namespace cumulint
