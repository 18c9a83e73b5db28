// Notes routes that anybody may call.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html

#include <algorithm>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool is_api_kind(ApiKind kind) {
  return kind == ApiKind::rest || kind == ApiKind::http || kind == ApiKind::web_socket;
}

/// `Authorizer: NONE` and `AuthorizationType: NONE` are the author's decision.
bool is_open_by_decision(const Route& route) {
  if (route.operation == nullptr) return false;
  if (const Field* type = route.operation->value->find("AuthorizationType")) return type->value->literal() == "NONE";
  const Field* security = route.operation->value->find("security");
  if (security == nullptr) return false;
  for (const Field& requirement : security->value->fields)
    if (requirement.value->find("NONE") != nullptr) return true;
  return security->value->is(ValueKind::list) && security->value->fields.empty();
}

bool checks_by_itself(const Route& route, const UnitView& unit) {
  if (route.target == nullptr || route.target->resource == nullptr) return false;
  const FunctionCode* code = unit.view(*route.target->resource).code();
  return code != nullptr && code->checks_authorization;
}

/// A private API is reached through VPC endpoints only, and not without a policy.
bool may_be_private(const ResourceView& api) {
  const Choices types = api.items("EndpointConfiguration.Types");
  return types.open || types.invalid || std::any_of(types.items.begin(), types.items.end(), [](const Choice& type) {
           return !type.field->value->is(ValueKind::text) || type.field->value->text == "PRIVATE";
         });
}

bool may_have_policy(const UnitView& unit, const GraphNode& api) {
  if (api.resource == nullptr) return true;
  const ResourceView view = unit.view(*api.resource);  // SAM writes its ResourcePolicy into the body
  return view.has("Policy") != Truth::no || view.has("Body.x-amazon-apigateway-policy") != Truth::no ||
         may_be_private(view);
}

/// Browsers' questions before a call, and what comes over a connection that was let in, need no proof of their own.
bool needs_auth(const Route& route) {
  return route.method != "OPTIONS" && (route.kind != ApiKind::web_socket || route.path == "$connect");
}

bool is_open(const Route& route, const UnitView& unit) {
  if (route.is_guarded != Truth::no) return false;
  return !is_open_by_decision(route) && !checks_by_itself(route, unit);
}

void check_api(const UnitView& unit, const GraphNode& api, const std::vector<const Route*>& routes, Reporter& report) {
  if (may_have_policy(unit, api)) return;
  std::size_t guarded = 0;
  for (const Route* route : routes) guarded += route->is_guarded == Truth::yes ? 1 : 0;
  for (const Route* route : routes) {
    if (!is_open(*route, unit) || (route->via == nullptr && route->field == nullptr)) continue;
    const std::string api_name(api.id);
    Finding finding = report.finding(fact());
    finding.at(place_of_route(*route))
        .about(*api.resource)
        .member_name(route_name(*route))
        .group(api_name, routes.size(), "anybody may call {members} of " + api_name,
               "anybody may call {count} of {total} routes of " + api_name + ": {members}")
        .level(guarded > 0 ? Level::warning : Level::note)
        .why(guarded > 0 ? "other routes of this API ask for a proof of identity" : "it has no authorizer, IAM, API key or resource policy")
        .help("add an authorizer; where it is meant, suppress this, or in SAM say Authorizer: NONE beside a DefaultAuthorizer");
  }
}

void check(const UnitView& unit, Reporter& report) {
  std::vector<std::pair<const GraphNode*, std::vector<const Route*>>> apis;
  for (const Route& route : unit.graph().routes) {
    if (route.api == nullptr || route.api->resource == nullptr || !is_api_kind(route.kind) || !needs_auth(route)) continue;
    if (apis.empty() || apis.back().first != route.api) apis.push_back({route.api, {}});
    apis.back().second.push_back(&route);
  }
  for (const auto& [api, routes] : apis) check_api(unit, *api, routes, report);
}

}  // namespace

extern constinit const Rule api_no_auth{
    .info = {.id = "api-no-auth",
             .level = Level::note,
             .grouping = Grouping::per_api,
             .tags = {"security"},
             .section = "1.3"},
    .needs = {.code = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
