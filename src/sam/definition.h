// A state machine's inline Definition, and where its local definition files lie.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

/// Sets Definition, with its intrinsic functions turned into DefinitionSubstitutions.
void set_definition_object(Context& context, const SamResource& resource, const Field& definition, Draft& machine);

/// Is it a file that lies beside the template, as far as files may be read? True if they may not.
bool is_local_file(const Context& context, std::string_view path);

}  // namespace cumulint::sam
