// REST APIs.
#include "sam/parts.h"

namespace cumulint::sam {

void prepare_apis(Context&) {}

void expand_api(Context&, const SamResource&) {}

void expand_api_event(Context&, const Event&, const EventTarget&) {}

}  // namespace cumulint::sam
