// How findings speak of an API's routes.
#pragma once

#include <string>

#include "graph/graph.h"
#include "rule/reporter.h"

namespace cumulint {

/// "GET /orders", or the path alone where the route takes every method.
std::string route_name(const Route& route);

/// The route's place in words of the template: the SAM event or resource that makes it, else its line in the definition.
/// The route must have one of them.
Place place_of_route(const Route& route);

}  // namespace cumulint
