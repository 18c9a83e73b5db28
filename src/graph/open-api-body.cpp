// OpenAPI documents in the Body of a REST or HTTP API.
#include <array>

#include "base/strings.h"
#include "graph/integrations.h"

namespace cumulint {
namespace {

struct Method {
  std::string_view key, name;
};
constexpr Method methods[] = {
    {"get", "GET"},       {"put", "PUT"},         {"post", "POST"},
    {"delete", "DELETE"}, {"options", "OPTIONS"}, {"head", "HEAD"},
    {"patch", "PATCH"},   {"trace", "TRACE"},     {"x-amazon-apigateway-any-method", "ANY"},
};

std::string_view method_of(std::string_view key) {
  for (const Method& method : methods)
    if (equals_ignoring_case(method.key, key)) return method.name;
  return {};
}

/// Do the requirements of a `security` list ask for anything? An empty one switches the document's own off.
Truth asks_for_proof(const Value& security) {
  if (!security.is(ValueKind::list)) return Truth::unknown;
  for (const Field& requirement : security.fields) {
    if (!requirement.value->is(ValueKind::map)) return Truth::unknown;
    for (const Field& scheme : requirement.value->fields)
      if (scheme.key != "NONE") return Truth::yes;
  }
  return Truth::no;
}

Truth is_guarded(const Value& document, const Value& operation) {
  if (const Field* auth = operation.find("x-amazon-apigateway-auth")) {
    const Field* type = auth->value->find("type");
    if (type == nullptr || !type->value->is(ValueKind::text)) return Truth::unknown;
    if (!equals_ignoring_case(type->value->text, "none")) return Truth::yes;
  }
  if (const Field* own = operation.find("security")) return asks_for_proof(*own->value);
  if (const Field* common = document.find("security")) return asks_for_proof(*common->value);
  return Truth::no;
}

class BodyReader {
 public:
  BodyReader(GraphBuilder& graph, const Resource& api, ApiKind kind, const Choice& body)
      : graph_(graph), api_(api), kind_(kind), body_(body) {}

  void read() {
    for (const Choice& paths : graph_.at(*body_.field, "paths", body_.when)) {
      if (!paths.field->value->is(ValueKind::map)) {
        graph_.add_open_api(api_);
        continue;
      }
      for (const Field& path : paths.field->value->fields) read_path(path, paths.when);
    }
    read_authorizers("securityDefinitions");
    read_authorizers("components.securitySchemes");
  }

 private:
  void read_path(const Field& path, const Scenario& under) {
    for (const Choice& item : graph_.resolver().choices(path, graph_.arena(), under).items) {
      if (item.field->value->is(ValueKind::expression)) graph_.add_open_api(api_);
      if (!item.field->value->is(ValueKind::map)) continue;
      for (const Field& operation : item.field->value->fields) {
        const std::string_view method = method_of(operation.key);
        if (!method.empty()) read_operation(path.key, method, operation, item.when);
      }
    }
  }

  void read_operation(std::string_view path, std::string_view method, const Field& written, const Scenario& under) {
    for (const Choice& operation : graph_.resolver().choices(written, graph_.arena(), under).items) {
      if (!operation.field->value->is(ValueKind::map)) continue;
      Route route{.kind = kind_, .method = method, .path = path, .field = &written, .operation = operation.field};
      route.is_guarded = is_guarded(*body_.field->value, *operation.field->value);
      route.when = operation.when;
      if (path == "/$default") route.path = "$default", route.method = "ANY";
      const std::vector<Choice> integrations =
          graph_.at(*operation.field, "x-amazon-apigateway-integration", operation.when);
      for (const Choice& integration : integrations) add_integration(graph_, api_, route, integration, body_names);
      if (integrations.empty()) add_bare_route(graph_, api_, route);
    }
  }

  void read_authorizers(std::string_view where) {
    for (const Choice& schemes : graph_.at(*body_.field, where, body_.when))
      for (const Field& scheme : schemes.field->value->fields)
        for (const Choice& authorizer : graph_.at(scheme, "x-amazon-apigateway-authorizer", schemes.when)) {
          EdgeFacts facts{.kind = EdgeKind::authorizer, .settings = authorizer.field, .label = scheme.key};
          graph_.connect(api_, graph_.targets(*authorizer.field, "authorizerUri", {}, authorizer.when), facts);
        }
  }

  GraphBuilder& graph_;
  const Resource& api_;
  ApiKind kind_;
  const Choice& body_;
};

}  // namespace

void add_open_api_body(GraphBuilder& graph, const Resource& api, ApiKind kind, const Choice& body) {
  if (!body.field->value->is(ValueKind::map)) return graph.add_open_api(api);  // Fn::Transform: AWS::Include
  BodyReader(graph, api, kind, body).read();
}

}  // namespace cumulint
