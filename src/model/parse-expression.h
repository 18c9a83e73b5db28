// The builder's door to the parser of intrinsic functions: it knows what the template allows.
#pragma once

#include <vector>

#include "base/arena.h"
#include "model/intrinsics.h"
#include "model/make.h"

namespace cumulint {

/// A call as it is written: which function, under which spelling of its name, of what.
struct IntrinsicCall {
  const Intrinsic& intrinsic;
  std::string_view name;
  const Field& argument;
  bool language_extensions = true;  // functions may stand where else only names may
};

/// Wrong arguments give an invalid-intrinsic problem and null: the call is broken.
const Expression* parse_call(const IntrinsicCall& call, Arena& arena, std::vector<Problem>& problems);

/// The place of `length` bytes from `offset` in a field's decoded text, exact where text and file agree byte by byte;
/// else the whole value.
Origin part_of(const Field& field, std::size_t offset, std::size_t length);

}  // namespace cumulint
