// Prints a tree with its places: `cumulint debug tree`.
#pragma once

#include <string>

#include "syntax/node.h"

namespace cumulint {

/// One line a node, with one-based lines and columns in code points; or JSON with byte offsets. A value that is reached
/// through an alias or a merge is named by its place, not repeated.
std::string print_tree(const Tree& tree, bool json);

}  // namespace cumulint
