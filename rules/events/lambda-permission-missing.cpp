// Flags services that are told to invoke a function, but that no permission of the function lets in.
// https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html

#include <algorithm>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// Settings that name a role under which the service invokes instead.
constexpr std::string_view role_names[] = {"RoleArn",
                                           "credentials",
                                           "Credentials",
                                           "CredentialsArn",
                                           "authorizerCredentials",
                                           "AuthorizerCredentials",
                                           "AuthorizerCredentialsArn"};

bool has_role(const Delivery& delivery) {
  const Resource* via = delivery.edge->via;
  if (delivery.kind() == EdgeKind::rule_target && via->find("RoleArn") != nullptr) return true;
  const Field* settings = delivery.edge->settings;
  if (settings == nullptr || !settings->value->is(ValueKind::map)) return false;
  return std::any_of(std::begin(role_names), std::end(role_names),
                     [&](std::string_view name) { return settings->value->find(name) != nullptr; });
}

/// Who invokes over the edge by the function's permission; empty if it is none of these.
std::string_view invoker_of(const Delivery& delivery) {
  const std::string_view from = delivery.edge->from->type;
  switch (delivery.kind()) {
    case EdgeKind::rule_target: return "events.amazonaws.com";
    case EdgeKind::subscription: return "sns.amazonaws.com";
    case EdgeKind::log_subscription: return "logs.amazonaws.com";
    case EdgeKind::iot_rule: return "iot.amazonaws.com";
    case EdgeKind::user_pool_trigger: return "cognito-idp.amazonaws.com";
    case EdgeKind::route:
    case EdgeKind::authorizer:
      return from == "AWS::ApiGateway::RestApi" || from == "AWS::ApiGatewayV2::Api" ? "apigateway.amazonaws.com" : "";
    default: return {};
  }
}

/// Of several references from one thing to one function, the first stands for all.
bool is_first(const Edge& edge) {
  for (const Edge* other : edge.from->out)
    if (other->kind == edge.kind && other->to == edge.to) return other == &edge;
  return true;
}

void check(const Delivery& delivery, Reporter& report) {
  const Edge& edge = *delivery.edge;
  if (!delivery.to_resource() || edge.to->type != "AWS::Lambda::Function" || edge.sure != Truth::yes) return;
  if (!edge.enabled && edge.kind != EdgeKind::log_subscription) return;
  const std::string_view invoker = invoker_of(delivery);
  if (invoker.empty() || has_role(delivery) || !is_first(edge)) return;
  const std::optional<Scenario> shut = shut_out(edge, delivery.unit, invoker);
  if (!shut) return;
  const ResourceView function = delivery.target();
  Finding finding = report.finding(when(*shut), delivery.unit);
  finding.at(place_of_edge(edge)).about(function);
  if (edge.via != nullptr) finding.about(*edge.via);
  finding.say(edge.from->id, " is to invoke function ", function, ", but no permission lets ", invoker, " in")
      .why(edge.kind == EdgeKind::log_subscription ? "CloudWatch Logs refuses the subscription"
                                                   : "every invocation is refused")
      .related(function, "has no permission for ", invoker)
      .help("add an AWS::Lambda::Permission with Principal ", invoker, " and the source's ARN as SourceArn");
}

}  // namespace

extern constinit const Rule lambda_permission_missing{
    .info = {.id = "lambda-permission-missing", .level = Level::error, .tags = {"reliability"}, .section = "2.4"},
    .needs = {.iam = true},
    .on_delivery = check,
};

}  // namespace cumulint::rules
