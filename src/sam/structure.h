// What SAM demands of the template around its resources, before it looks at any property.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

/// Sections and the shape of all resources.
void check_structure(Context& context);
/// Attributes of one SAM resource; a resource whose Properties are no map becomes `broken`.
void check_resource(Context& context, SamResource& resource);

}  // namespace cumulint::sam
