// Custom domains of APIs: the domain, its mappings to stages, and its records in Route 53.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

enum class ApiKind : std::uint8_t { rest, http, web_socket };

/// Makes what the `Domain` of an API asks for; `stage` is the id of the API's stage. `mark` is SAM's tag of its making.
void add_domain(Context& context, const SamResource& api, ApiKind kind, std::string_view stage, std::string_view mark = {});

}  // namespace cumulint::sam
