// Function URLs and load balancers in front of functions.
#include "graph/families.h"

namespace cumulint {
namespace {

constexpr std::string_view function_type = "AWS::Lambda::Function";

}  // namespace

void add_function_urls(GraphBuilder& graph) {
  for (const Resource* url : graph.resources("AWS::Lambda::Url")) {
    const std::vector<Named> functions = graph.targets(*url, "TargetFunctionArn", {function_type});
    graph.connect(*url, functions, {.kind = EdgeKind::function_url, .via = url, .settings = url->properties});
    for (const Named& function : functions) {
      Route route{.kind = ApiKind::function_url, .method = "ANY", .path = "/{proxy+}", .via = url};
      route.field = function.field;
      route.operation = url->properties;
      route.streams = graph.known_text(*url, "InvokeMode") == "RESPONSE_STREAM";
      const std::string_view type = graph.known_text(*url, "AuthType");
      route.is_guarded = type.empty() ? Truth::unknown : truth_of(type == "AWS_IAM");
      route.when = graph.exists(*url);
      graph.add_route(route, *url, &function);
    }
  }
}

void add_load_balancers(GraphBuilder& graph) {
  for (const Resource* group : graph.resources("AWS::ElasticLoadBalancingV2::TargetGroup")) {
    if (graph.known_text(*group, "TargetType") != "lambda") continue;
    for (const Choice& target : graph.items(*group, "Targets")) {
      const std::vector<Named> functions = graph.targets(*target.field, "Id", {function_type}, target.when);
      graph.connect(*group, functions, {.kind = EdgeKind::load_balancer, .via = group, .settings = target.field});
      for (const Named& function : functions) {
        Route route{.kind = ApiKind::load_balancer, .method = "ANY", .path = "/{proxy+}", .via = group};
        route.field = function.field;
        route.operation = group->properties;
        route.when = target.when;
        graph.add_route(route, *group, &function);
      }
    }
  }
}

}  // namespace cumulint
