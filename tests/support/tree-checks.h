// What holds for every tree that a reader makes, whatever the text.

#pragma once

#include <string>

#include "syntax/node.h"

namespace cumulint::test {

/// The first broken promise as words, empty if none is: spans nest and lie in the text, every text is found again in
/// its source, errors are in order, no level is deeper than the limit.
std::string broken_promise(const Tree& tree);

}  // namespace cumulint::test
