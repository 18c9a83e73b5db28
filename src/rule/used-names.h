// Which parameters, mappings or conditions a template uses: what the rules on unused ones ask.
#pragma once

#include <optional>
#include <set>
#include <string_view>

#include "resolve/name-uses.h"
#include "rule/views.h"

namespace cumulint {

/// Did a tool write the template, which nobody edits and the tool writes anew (Amplify's backend folder)? What such a
/// text declares and does not need is the tool's own affair.
bool is_generated(const UnitView& unit);

/// Is the text a piece that a build merges with others (workspace/fragments.h)?
bool is_piece(const UnitView& unit);

/// The names that uses of `kind` name, of every kind if none is given. Nothing if absence from them would prove nothing:
/// the text is incomplete or generated, or a macro, an included text or a computed name may use any.
std::optional<std::set<std::string_view>> used_names(const UnitView& unit, std::optional<NameUseKind> kind = {});

}  // namespace cumulint
