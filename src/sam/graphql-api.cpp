// GraphQL APIs.
#include "sam/parts.h"

namespace cumulint::sam {

void expand_graphql_api(Context&, const SamResource&) {}

}  // namespace cumulint::sam
