// Malformed functions: what SAM stumbles over even where it hands values on.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

/// Is there a broken Fn::If or Fn::FindInMap in the value? Both are looked into by SAM, so it refuses them; the reader
/// of the template has said so already.
bool has_malformed_call(const Value& value);

}  // namespace cumulint::sam
