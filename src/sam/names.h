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
/// `prefix` + stage name + `suffix` for an alphanumeric literal, without the name for an intrinsic, else with its hash:
/// ids of stages and of API permissions.
std::string id_with_stage(std::string_view prefix, const Value* stage_name, std::string_view suffix);

}  // namespace cumulint::sam
