// Edits for fixes: mechanical changes of the user's text that keep its style and comments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "rule/views.h"

namespace cumulint {

/// May a fix touch this value: written here, used once, not through an alias, merge, Globals, Include or ForEach?
bool is_fixable(const Field& field);

/// The text of a value replaced; the quotes around it stay as they are.
Edit replace_value(const Field& field, std::string replacement);

/// Inserts pairs into a map that is written in block style ("Name: value", one a line, nested lines indented by two
/// spaces); nothing if the map is in flow style, generated, shared or empty.
std::optional<Edit> insert_into_map(const UnitView& unit, const Field& map, const std::vector<std::string>& lines);

/// Inserts a whole new resource after `resource` in the template's Resources; `lines` start with "Name:".
std::optional<Edit> insert_resource(const UnitView& unit, const Resource& after, const std::vector<std::string>& lines);

/// Removes a whole pair with its line.
std::optional<Edit> remove_pair(const UnitView& unit, const Field& field);

}  // namespace cumulint
