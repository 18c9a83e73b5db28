// Connectors.
#include "sam/parts.h"

namespace cumulint::sam {

void prepare_connectors(Context&) {}

void expand_connector(Context&, const SamResource&) {}

}  // namespace cumulint::sam
