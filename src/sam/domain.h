// Custom domains of APIs: the domain, its mappings to stages, and its records in Route 53.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

enum class ApiKind : std::uint8_t { rest, http, web_socket };

/// Of which API a domain is.
struct DomainUse {
  ApiKind kind;
  std::string_view stage;      // its id
  std::string_view mark = {};  // SAM's tag of its making
  const Field* tags = nullptr;
};

/// Makes what the `Domain` of an API asks for.
void add_domain(Context& context, const SamResource& api, const DomainUse& use);

}  // namespace cumulint::sam
