// What a literal is beyond its text: the types that AWS's readers see in an unquoted scalar.
#pragma once

#include <cstdint>

#include "model/value.h"

namespace cumulint {

enum class ScalarKind : std::uint8_t { text, integer, real, boolean };

/// Of a Value of kind text. YAML 1.1 decides for plain scalars, JSON's own types for JSON; dates stay text.
ScalarKind scalar_kind(const Value& value);

}  // namespace cumulint
