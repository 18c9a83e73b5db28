// REST APIs: OpenAPI bodies, or Resource, Method and Authorizer resources.
#include "base/strings.h"
#include "graph/families.h"
#include "graph/integrations.h"

namespace cumulint {
namespace {

constexpr int deepest_path = 30;  // segments

/// The path of an AWS::ApiGateway::Resource, from its parents' parts. Empty if a part is unknown.
std::string path_of(GraphBuilder& graph, const Resource* part) {
  std::string path;
  for (int depth = 0; part != nullptr && depth < deepest_path; ++depth) {
    const std::string_view segment = graph.known_text(*part, "PathPart");
    if (segment.empty()) return {};
    path = "/" + std::string(segment) + path;
    const std::vector<Named> parents = graph.targets(*part, "ParentId", {});
    if (parents.size() != 1 || parents[0].resource == nullptr) return {};
    if (parents[0].resource->type != "AWS::ApiGateway::Resource") return path;  // the API's root
    part = parents[0].resource;
  }
  return {};
}

std::string path_of_method(GraphBuilder& graph, const Resource& method) {
  const std::vector<Named> places = graph.targets(method, "ResourceId", {});
  if (places.size() != 1 || places[0].resource == nullptr) return {};
  if (places[0].resource->type == "AWS::ApiGateway::RestApi") return "/";
  return places[0].resource->type == "AWS::ApiGateway::Resource" ? path_of(graph, places[0].resource) : std::string{};
}

Truth is_guarded(GraphBuilder& graph, const Resource& method) {
  if (graph.known_text(method, "ApiKeyRequired") == "true") return Truth::yes;
  if (method.find("AuthorizationType") == nullptr) return Truth::no;
  const std::string_view type = graph.known_text(method, "AuthorizationType");
  return type.empty() ? Truth::unknown : truth_of(!equals_ignoring_case(type, "NONE"));
}

void add_method(GraphBuilder& graph, const Resource& method) {
  Route route{.kind = ApiKind::rest, .via = &method, .field = method.properties, .operation = method.properties};
  route.method = graph.known_text(method, "HttpMethod");
  route.path = graph.arena().copy(path_of_method(graph, method));
  route.is_guarded = is_guarded(graph, method);
  for (const Named& api : graph.targets(method, "RestApiId", {})) {
    if (api.resource == nullptr || api.resource->type != "AWS::ApiGateway::RestApi") continue;
    route.when = api.when;
    const std::vector<Choice> integrations = graph.at(method, "Integration");
    for (const Choice& integration : integrations)
      add_integration(graph, *api.resource, route, integration, property_names);
    if (integrations.empty()) add_bare_route(graph, *api.resource, route);
  }
}

}  // namespace

void add_rest_apis(GraphBuilder& graph) {
  for (const Resource* api : graph.resources("AWS::ApiGateway::RestApi")) {
    for (const Choice& body : graph.at(*api, "Body")) add_open_api_body(graph, *api, ApiKind::rest, body);
    if (!graph.at(*api, "BodyS3Location").empty()) graph.add_open_api(*api);
  }
  for (const Resource* method : graph.resources("AWS::ApiGateway::Method")) add_method(graph, *method);
  for (const Resource* authorizer : graph.resources("AWS::ApiGateway::Authorizer")) {
    EdgeFacts facts{.kind = EdgeKind::authorizer, .via = authorizer, .settings = authorizer->properties};
    facts.label = authorizer->id;
    for (const Named& function : graph.targets(*authorizer, "AuthorizerUri", {})) {
      facts.evidence = function.field;
      graph.connect(graph.targets(*authorizer, "RestApiId", {}), {function}, facts);
    }
  }
}

}  // namespace cumulint
