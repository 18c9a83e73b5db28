// What stands behind a route: the targets and settings of an integration, in an OpenAPI body or as properties.
#pragma once

#include "graph/graph-builder.h"

namespace cumulint {

/// The names of an integration's settings differ between OpenAPI bodies and resources.
struct IntegrationNames {
  std::string_view uri, timeout, transfer_mode, parameters;
};
inline constexpr IntegrationNames body_names{"uri", "timeoutInMillis", "responseTransferMode", "requestParameters"};
inline constexpr IntegrationNames property_names{"Uri", "TimeoutInMillis", "ResponseTransferMode", "RequestParameters"};
inline constexpr IntegrationNames v2_names{"IntegrationUri", "TimeoutInMillis", "", "RequestParameters"};

/// Fills the route's settings from its integration, and adds it with an edge for each target.
void add_integration(GraphBuilder& graph, const Resource& api, Route route, const Choice& integration,
                     const IntegrationNames& names);
/// A route without integration: mock, or a target that is not known.
void add_bare_route(GraphBuilder& graph, const Resource& api, const Route& route);

/// The routes and authorizers of an OpenAPI document.
void add_open_api_body(GraphBuilder& graph, const Resource& api, ApiKind kind, const Choice& body);

}  // namespace cumulint
