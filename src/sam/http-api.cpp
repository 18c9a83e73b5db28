// HTTP APIs.
#include "sam/parts.h"

namespace cumulint::sam {

void expand_http_api(Context&, const SamResource&) {}

void expand_http_api_event(Context&, const Event&, const EventTarget&) {}

}  // namespace cumulint::sam
