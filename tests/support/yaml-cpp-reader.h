// yaml-cpp as the second opinion. It knows neither where nodes end nor, beside a tag, how a text is quoted.

#pragma once

#include "support/tree-builder.h"

namespace cumulint::test {

OracleTree read_by_yaml_cpp(std::string_view text, Arena& arena);

}  // namespace cumulint::test
