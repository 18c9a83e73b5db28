// HTTP and WebSocket APIs: OpenAPI bodies, quick-create targets, or Route, Integration and Authorizer resources.
#include "base/strings.h"
#include "graph/families.h"
#include "graph/integrations.h"

namespace cumulint {
namespace {

ApiKind kind_of(GraphBuilder& graph, const Resource& api) {
  return graph.known_text(api, "ProtocolType") == "WEBSOCKET" ? ApiKind::web_socket : ApiKind::http;
}

Truth is_guarded(GraphBuilder& graph, const Resource& route) {
  if (graph.known_text(route, "ApiKeyRequired") == "true") return Truth::yes;
  if (route.find("AuthorizationType") == nullptr) return truth_of(route.find("AuthorizerId") != nullptr);
  const std::string_view type = graph.known_text(route, "AuthorizationType");
  return type.empty() ? Truth::unknown : truth_of(!equals_ignoring_case(type, "NONE"));
}

/// "GET /orders" -> method and path; "$default", "$connect", "sendMessage" are paths without a method.
void set_route_key(std::string_view key, Route& route) {
  const std::size_t space = key.find(' ');
  route.path = space == std::string_view::npos ? key : trim(key.substr(space + 1));
  if (space != std::string_view::npos)
    route.method = key.substr(0, space);
  else if (route.kind == ApiKind::http)
    route.method = "ANY";
}

/// "integrations/${OrdersIntegration}": the integrations that a route's Target may name.
std::vector<Named> integrations_of(GraphBuilder& graph, const Resource& route) {
  std::vector<Named> found;
  for (const Choice& target : graph.at(route, "Target")) {
    FlatText text;
    if (!flatten_written(*target.field->value, graph.source(), text)) continue;
    for (const Reference& hole : text.holes) {
      if (hole.resource == nullptr || hole.resource->type != "AWS::ApiGatewayV2::Integration") continue;
      Named named = graph.self(*hole.resource, target.field);
      named.when = graph.with(named.when, target.when);
      found.push_back(named);
    }
  }
  return found;
}

void add_route_resource(GraphBuilder& graph, const Resource& written) {
  for (const Named& api : graph.targets(written, "ApiId", {})) {
    if (api.resource == nullptr || api.resource->type != "AWS::ApiGatewayV2::Api") continue;
    Route route{.kind = kind_of(graph, *api.resource), .via = &written, .operation = written.properties};
    const Field* key = written.find("RouteKey");
    route.field = key != nullptr ? key : written.properties;
    set_route_key(graph.known_text(written, "RouteKey"), route);
    route.is_guarded = is_guarded(graph, written);
    route.when = api.when;
    const std::vector<Named> integrations = integrations_of(graph, written);
    for (const Named& integration : integrations) {
      const Choice settings{integration.resource->properties, integration.when};
      add_integration(graph, *api.resource, route, settings, v2_names);
    }
    if (integrations.empty()) add_bare_route(graph, *api.resource, route);
  }
}

/// `Target` of the API itself: one route for everything.
void add_quick_create(GraphBuilder& graph, const Resource& api) {
  const Field* target = api.find("Target");
  if (target == nullptr) return;
  Route route{.kind = ApiKind::http, .field = target, .operation = api.properties, .is_guarded = Truth::no};
  set_route_key(api.find("RouteKey") != nullptr ? graph.known_text(api, "RouteKey") : "$default", route);
  for (const Named& function : graph.targets(api, "Target", {})) {
    if (function.type != "AWS::Lambda::Function") continue;
    route.when = function.when;
    graph.connect(api, {function}, {.kind = EdgeKind::route, .settings = target, .label = route.path});
    graph.add_route(route, api, &function);
  }
}

}  // namespace

void add_http_apis(GraphBuilder& graph) {
  for (const Resource* api : graph.resources("AWS::ApiGatewayV2::Api")) {
    for (const Choice& body : graph.at(*api, "Body")) add_open_api_body(graph, *api, ApiKind::http, body);
    if (!graph.at(*api, "BodyS3Location").empty()) graph.add_open_api(*api);
    add_quick_create(graph, *api);
  }
  for (const Resource* route : graph.resources("AWS::ApiGatewayV2::Route")) add_route_resource(graph, *route);
  for (const Resource* authorizer : graph.resources("AWS::ApiGatewayV2::Authorizer")) {
    EdgeFacts facts{.kind = EdgeKind::authorizer, .via = authorizer, .settings = authorizer->properties};
    facts.label = authorizer->id;
    for (const Named& function : graph.targets(*authorizer, "AuthorizerUri", {})) {
      facts.evidence = function.field;
      graph.connect(graph.targets(*authorizer, "ApiId", {}), {function}, facts);
    }
  }
}

}  // namespace cumulint
