// Assembly: the template of ordinary resources from the drafts of an expansion.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

const Template* assemble(Context& context);

}  // namespace cumulint::sam
