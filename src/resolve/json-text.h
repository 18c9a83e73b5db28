// JSON that is written as text where CloudFormation takes both: RedrivePolicy, policies, event patterns.
#pragma once

#include "base/arena.h"
#include "model/template.h"

namespace cumulint {

/// The structure in a text or a Fn::Sub that holds a JSON object or list, or that Fn::ToJsonString makes a text of; null if
/// there is none. Texts in it are Fn::Subs where they come from one, and every place is that of the whole text.
const Value* parse_json_text(const Field& field, Arena& arena);

}  // namespace cumulint
