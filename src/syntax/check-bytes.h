// What every text must be before it is read: UTF-8 without control characters.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/node.h"

namespace cumulint {

struct ByteCheck {
  std::vector<SyntaxError> errors;  // at most one of each kind
  bool has_nul = false;
  bool is_binary = false;           // no text at all
};

ByteCheck check_bytes(std::string_view text);

}  // namespace cumulint
