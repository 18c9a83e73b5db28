// Names: how SAM makes logical ids, with its content hashes.
#pragma once

#include <string>
#include <string_view>

#include "model/value.h"

namespace cumulint::sam {

/// The first ten hex digits of the text's SHA-1.
std::string hash_of(std::string_view text);
/// The value as compact JSON with sorted keys; what most hashes are over. Literals keep their type (5 is no "5").
std::string compact_json(const Value& value);
/// Letters and digits only.
bool is_alphanumeric(std::string_view text);

}  // namespace cumulint::sam
