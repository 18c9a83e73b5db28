// The logical path of a place in a template: "Resources/Jobs/Properties/VisibilityTimeout".
#pragma once

#include <string>

#include "syntax/node.h"

namespace cumulint {

/// Keys and indexes from the root to the innermost node that holds `offset`; empty at the root.
std::string logical_path(const Tree& tree, std::uint32_t offset);

}  // namespace cumulint
