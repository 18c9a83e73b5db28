// A state machine's inline Definition, and where its local definition files lie.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

/// Sets Definition, with its intrinsic functions turned into DefinitionSubstitutions.
void set_definition_object(Context& context, const SamResource& resource, const Field& definition, Draft& machine);

}  // namespace cumulint::sam
