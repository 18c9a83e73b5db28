// Apis: the documents of the template's APIs while routes, authorizers and the rest are written into them.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

/// Kept by the Context from prepare_apis on; the API parts alone look into it.
struct Apis {};

}  // namespace cumulint::sam
