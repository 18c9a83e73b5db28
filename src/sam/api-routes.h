// Routes: how events and APIs of the two kinds find each other.
#pragma once

#include <string_view>

#include "sam/apis.h"

namespace cumulint::sam {

struct RouteKind {
  std::string_view event;     // its Type
  std::string_view property;  // names the API
  std::string_view implicit;  // id of the API that SAM makes for events without it
  std::string_view api;       // its SAM type
  std::string_view plain;     // its CloudFormation type
  bool is_http;
};

const RouteKind& rest_routes();
const RouteKind& http_routes();

/// The id that RestApiId or ApiId names, as text or Ref; empty if it is neither.
std::string_view api_id(const Field& named);
/// At the end: a path exists only if one of its events' owners does.
void make_paths_conditional(Context& context, ApiDocument& document);

}  // namespace cumulint::sam
