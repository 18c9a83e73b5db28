// WebSocket APIs.
#include "sam/parts.h"

namespace cumulint::sam {

void expand_web_socket_api(Context&, const SamResource&) {}

}  // namespace cumulint::sam
