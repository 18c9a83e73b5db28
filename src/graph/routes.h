// Routes: which of an API's routes a request reaches.
#pragma once

#include <vector>

#include "graph/graph.h"

namespace cumulint {

/// The routes that an HTTP call (an edge of kind http_call) may reach: one if method and path are known. Where its path
/// is not known, all routes of the API.
std::vector<const Route*> routes_called(const Graph& graph, const Edge& http_call);

/// The routes that a function serves, in file order.
std::vector<const Route*> routes_of(const Graph& graph, const GraphNode& function);

/// Does a path ("/prod/orders/5", with `${…}` for what is not known) fit a route's ("/orders/{id}")?
bool fits_route(std::string_view path, std::string_view route);

}  // namespace cumulint
