// String literals and comments of languages that are not lowered.
#pragma once

#include <string_view>

#include "base/arena.h"
#include "code/program.h"

namespace cumulint {

/// Fills in the program's literals and suppression comments: Java, Go, C# and Ruby, by their tokens alone.
void read_plain_literals(std::string_view text, Program& program, Arena& arena);

}  // namespace cumulint
