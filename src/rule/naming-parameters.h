// Parameters that hold the name or ARN of something, as their use shows: what the rules on secrets leave alone.
#pragma once

#include <set>
#include <string_view>

#include "rule/views.h"

namespace cumulint {

/// Parameters that stand where a name, id or ARN is wanted (SecretArn: !Ref Db, Resource: !Ref Db,
/// {{resolve:secretsmanager:${Db}:…}}): what they hold is no secret, whatever they are called.
std::set<std::string_view> naming_parameters(const UnitView& unit);

}  // namespace cumulint
