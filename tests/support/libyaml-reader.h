// libyaml as an oracle: the same tree, made by the parser family that CloudFormation's own tools use.

#pragma once

#include "support/tree-builder.h"

namespace cumulint::test {

OracleTree read_by_libyaml(std::string_view text, Arena& arena);

}  // namespace cumulint::test
