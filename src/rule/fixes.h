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

/// Inserts pairs into a map, in the map's style (block, flow or JSON). `lines` are "Name: value", one a line, nested by
/// two spaces, functions in their short form. Nothing if the map is generated or shared, or empty in block style.
std::optional<Edit> insert_into_map(const UnitView& unit, const Field& map, const std::vector<std::string>& lines);

/// Inserts an item ("- Name: value" and further lines) at the head of a list that is not empty.
std::optional<Edit> insert_into_list(const UnitView& unit, const Field& list, const std::vector<std::string>& lines);

/// Inserts pairs into the Properties of a written resource or of a SAM event; makes Properties if there are none.
std::optional<Edit> insert_properties(const UnitView& unit, const Field& owner, const std::vector<std::string>& lines);
std::optional<Edit> insert_properties(const UnitView& unit, const Resource& written, const std::vector<std::string>& lines);

/// The same for a resource that a SAM event made: into that event.
std::optional<Edit> insert_settings(const UnitView& unit, const Resource& resource, const std::vector<std::string>& lines);

/// Inserts whole new resources after `after` in the template's Resources, under the same Condition; `lines` start with
/// "Name:".
std::optional<Edit> insert_resource(const UnitView& unit, const Resource& after, const std::vector<std::string>& lines);

/// `wanted`, or with a number behind it where that is taken: a logical id for a new resource.
std::string free_id(const UnitView& unit, const std::string& wanted);

/// The resource in the text: of what SAM made, what it was made from.
const Resource& written_resource(const Resource& resource);

/// Removes a whole pair with its line.
std::optional<Edit> remove_pair(const UnitView& unit, const Field& field);

}  // namespace cumulint
