// Origin: where an effective key or value was written, and through what it came to stand where it counts.
#pragma once

#include <cstdint>

#include "text/span.h"

namespace cumulint {

struct Cause;

/// Never lost: every Field has one. A generated resource has the Origin of what caused it.
struct Origin {
  FileId file = FileId::none;
  Span key;                      // of an item: its value's span; of a resource: its logical id
  Span value;                    // empty when a default stands in
  const Cause* cause = nullptr;  // null: it is read where it is written

  Location key_place() const { return {file, key}; }
  Location value_place() const { return {file, value.empty() ? key : value}; }
};

enum class CauseKind : std::uint8_t { alias, merge, include, for_each, globals, sam, aws_default, parameter, mapping };

/// A link of the chain from the text to its effect. `user` is for whom: the resource, event or reference.
struct Cause {
  CauseKind kind = CauseKind::sam;
  std::uint32_t users = 1;  // effective values that come from this text; a fix needs exactly one
  Origin user;
};

}  // namespace cumulint
