// Words and places of routes.
#include "rule/routes.h"

namespace cumulint {

std::string route_name(const Route& route) {
  return route.method.empty() ? std::string(route.path) : std::string(route.method) + " " + std::string(route.path);
}

Place place_of_route(const Route& route) {
  if (route.via != nullptr) return Place(*route.via);
  return Place(route.field->origin.key_place());
}

}  // namespace cumulint
