// AWS::Serverless::WebSocketApi: a WebSocket API with the routes to its functions.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-websocketapi.html
#include "base/strings.h"
#include "sam/apis.h"
#include "sam/domain.h"
#include "sam/names.h"
#include "sam/parts.h"
#include "sam/properties.h"
#include "sam/tags.h"

namespace cumulint::sam {
namespace {

constexpr std::string_view mark = "websocketapi:createdBy";

constexpr PropertyRule rules[] = {
    {"Name"},
    {"StageName", Shape::text},
    {"Description", Shape::text},
    {"RouteSelectionExpression", Shape::text, true},
    {"Routes", Shape::map, true, true},
    {"AccessLogSettings", Shape::map},
    {"ApiKeySelectionExpression", Shape::text},
    {"Auth", Shape::map, false, true},
    {"DefaultRouteSettings", Shape::map},
    {"DisableExecuteApiEndpoint", Shape::boolean},
    {"DisableSchemaValidation", Shape::boolean},
    {"Domain", Shape::map, false, true},
    {"FailOnWarnings", Shape::boolean},
    {"IpAddressType", Shape::text},
    {"PropagateTags", Shape::boolean},
    {"RouteSettings", Shape::map},
    {"StageVariables", Shape::map},
    {"Tags", Shape::map},
};

/// "Connect" of "$connect", "Sendmessage" of "sendMessage": a route key in logical ids. Empty if it can't be one.
std::string route_name(std::string_view key) {
  const bool special = key == "$connect" || key == "$disconnect" || key == "$default";
  if (special) key.remove_prefix(1);
  if (!is_alphanumeric(key)) return {};
  std::string name = lower(key);
  if (name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

class WebSocketMaker {
 public:
  WebSocketMaker(Context& context, const SamResource& api) : context_(context), api_(api), maker_(context.maker(api)) {}

  void make() {
    const bool good = check();
    const std::size_t first = context_.drafts().size();
    Draft& made = context_.add_main(api_, "AWS::ApiGatewayV2::Api");
    made.properties.set(maker_, "Name", maker_.text(api_.id()));
    made.properties.set(maker_, "ProtocolType", maker_.text("WEBSOCKET"));
    for (const std::string_view name : {"Name", "Description", "RouteSelectionExpression", "ApiKeySelectionExpression",
                                        "DisableExecuteApiEndpoint", "DisableSchemaValidation", "IpAddressType"})
      if (const Field* field = api_.find(name)) made.properties.set(*field);
    made.properties.set(maker_, "Tags", tag_map(context_, api_, api_.find("Tags"), mark));
    if (!good) return;
    if (const Field* routes = api_.find("Routes"))
      for (const Field& route : routes->value->fields) make_route({route.key, route.origin, context_.resolve_parameters(route.value)});
    make_authorizer();
    const Draft& stage = make_stage();
    add_domain(context_, api_, {ApiKind::web_socket, stage.id, mark, propagated_tags()});
    drop_attributes(first);
  }

 private:
  /// Of all that stands beside Properties SAM hands on DependsOn alone: neither Condition nor policies.
  void drop_attributes(std::size_t first) {
    for (std::size_t i = first; i < context_.drafts().size(); ++i) {
      context_.drafts()[i].condition = {};
      context_.drafts()[i].attributes = {};
    }
  }

  const Field* propagated_tags() const {
    const Field* propagates = find("PropagateTags");
    return is_set(propagates) ? find("Tags") : nullptr;
  }

  const Field* find(std::string_view path) const { return api_.find(path); }

  bool check() {
    bool good = check_properties(context_, {.subject = api_}, *api_.properties, rules);
    const Field *routes = find("Routes"), *address = find("IpAddressType");
    if (routes != nullptr && routes->value->is(ValueKind::map) && routes->value->fields.empty()) {
      context_.refuse_value(api_, *routes, {"a WebSocket API needs at least one route"});
      good = false;
    }
    const std::string_view kind = context_.text_of(address);
    if (address != nullptr && !kind.empty() && kind != "ipv4" && kind != "dualstack") {
      context_.refuse_value(api_, *address, {"IpAddressType has to be ipv4 or dualstack"});
      good = false;
    }
    return check_auth() && good;
  }

  bool check_auth() {
    const Field *auth = find("Auth"), *type = find("Auth.AuthType");
    if (auth == nullptr || !auth->value->is(ValueKind::map) || auth->value->fields.empty()) return true;
    if (type == nullptr) {
      context_.refuse_value(api_, *auth, {"Auth needs an AuthType"});
      return false;
    }
    const std::string_view kind = type->value->literal();
    if (kind != "CUSTOM" && !equals_ignoring_case(kind, "NONE") && kind != "AWS_IAM") {
      context_.refuse_value(api_, *type, {"Auth.AuthType has to be AWS_IAM, CUSTOM or NONE"});
      return false;
    }
    if (kind != "CUSTOM" && auth->value->fields.size() > 1) {
      context_.refuse_conflict(api_, *type, {"Auth takes no other settings for AuthType ", kind});
      return false;
    }
    if (kind == "CUSTOM" && find("Auth.AuthArn") == nullptr) {
      context_.refuse_value(api_, *auth, {"Auth needs an AuthArn for AuthType CUSTOM"});
      return false;
    }
    const Field* routes = find("Routes");
    if (routes != nullptr && routes->value->find("$connect") == nullptr) {
      context_.refuse_conflict(api_, *auth, {"Auth needs a $connect route: only there WebSocket APIs authorize"});
      return false;
    }
    return true;
  }

  std::string_view id(std::string_view middle) const { return context_.join({api_.id(), middle}); }

  void make_route(const Field& route) {
    const std::string name = route_name(route.key);
    if (name.empty()) {
      context_.refuse(api_, route.origin.key_place(), Refusal::value,
                      {"route key ", route.key, " has to be letters and digits, or $connect, $disconnect or $default"});
      return;
    }
    if (!route.value->is(ValueKind::map)) {
      if (route.value->is(ValueKind::broken)) return context_.refuse_silently();
      context_.refuse_value(api_, route, {"route ", route.key, " has to be a map with a FunctionArn"});
      return;
    }
    const Field *function = route.value->find("FunctionArn"), *parameters = route.value->find("RequestParameters");
    if (!is_given(function)) {
      context_.refuse_value(api_, route, {"route ", route.key, " needs a FunctionArn"});
      return;
    }
    if (is_given(parameters) && route.key != "$connect") {
      context_.refuse_conflict(api_, *parameters, {"RequestParameters of route ", route.key, ": only $connect takes them"});
      return;
    }
    make_route_resource(route, name);
    make_integration(route, name, function->value);
    make_permission(route, name, *function);
  }

  void make_route_resource(const Field& route, const std::string& name) {
    Draft& made = context_.add(api_, id(name + "Route"), "AWS::ApiGatewayV2::Route");
    routes_.push_back(made.id);
    made.properties.set(maker_, "ApiId", maker_.ref(api_.id()));
    for (const std::string_view key : {"ApiKeyRequired", "ModelSelectionExpression", "OperationName", "RequestModels",
                                       "RequestParameters", "RouteResponseSelectionExpression"})
      made.properties.take(maker_, key, route.value->find(key));
    made.properties.set({"RouteKey", route.origin, maker_.text(route.key)});
    made.properties.set(maker_, "Target", maker_.join("/", {maker_.text("integrations"), maker_.ref(id(name + "Integration"))}));
    const Field* type = find("Auth.AuthType");
    if (route.key != "$connect" || type == nullptr) return;
    made.properties.take(maker_, "AuthorizationType", type);
    if (type->value->literal() == "CUSTOM") made.properties.set(maker_, "AuthorizerId", maker_.ref(id("ConnectAuthorizer")));
  }

  const Value* invocation_uri(std::string_view variable, const Value* arn) const {
    return maker_.sub(context_.join({"arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${", variable,
                                     "}/invocations"}),
                      {maker_.field(variable, arn)});
  }

  void make_integration(const Field& route, const std::string& name, const Value* function) {
    Draft& made = context_.add(api_, id(name + "Integration"), "AWS::ApiGatewayV2::Integration");
    made.properties.set(maker_, "ApiId", maker_.ref(api_.id()));
    made.properties.set(maker_, "IntegrationType", maker_.text("AWS_PROXY"));
    made.properties.set(maker_, "IntegrationUri", invocation_uri("FunctionArn", function));
    made.properties.take(maker_, "TimeoutInMillis", route.value->find("IntegrationTimeout"));
  }

  void make_permission(const Field& route, const std::string& name, const Field& function) {
    Draft& made = context_.add(api_, id(name + "Permission"), "AWS::Lambda::Permission");
    made.properties.set(maker_, "Action", maker_.text("lambda:InvokeFunction"));
    made.properties.take(maker_, "FunctionName", &function);
    made.properties.set(maker_, "Principal", maker_.text("apigateway.amazonaws.com"));
    const Field* stage = find("StageName");
    const bool is_known = stage == nullptr || stage->value->is(ValueKind::text);
    const std::string_view name_in_arn = !is_known ? "${__StageName__}" : stage != nullptr ? stage->value->text : "default";
    const std::string_view arn = context_.join({"arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${", api_.id(),
                                                ".ApiId}/", name_in_arn, "/", route.key});
    made.properties.set(maker_, "SourceArn",
                        is_known ? maker_.sub(arn) : maker_.sub(arn, {maker_.field("__StageName__", stage->value)}));
  }

  void make_authorizer() {
    const Field *type = find("Auth.AuthType"), *arn = find("Auth.AuthArn");
    if (type == nullptr || type->value->literal() != "CUSTOM" || arn == nullptr) return;
    Draft& made = context_.add(api_, id("ConnectAuthorizer"), "AWS::ApiGatewayV2::Authorizer");
    made.properties.set(maker_, "ApiId", maker_.ref(api_.id()));
    made.properties.set(maker_, "AuthorizerType", maker_.text("REQUEST"));
    made.properties.set(maker_, "AuthorizerUri", invocation_uri("AuthArn", arn->value));
    made.properties.set(maker_, "Name", maker_.text(made.id));
    made.properties.take(maker_, "Name", find("Auth.Name"));
    made.properties.take(maker_, "IdentitySource", find("Auth.IdentitySource"));
    made.properties.take(maker_, "AuthorizerCredentialsArn", find("Auth.InvokeRole"));
    if (find("Auth.InvokeRole") != nullptr) return;
    Draft& permission = context_.add(api_, id("AuthorizerPermission"), "AWS::Lambda::Permission");
    permission.properties.set(maker_, "Action", maker_.text("lambda:InvokeFunction"));
    permission.properties.take(maker_, "FunctionName", arn);
    permission.properties.set(maker_, "Principal", maker_.text("apigateway.amazonaws.com"));
    permission.properties.set(
        maker_, "SourceArn",
        maker_.sub("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*",
                   {maker_.field("__ApiId__", maker_.ref(api_.id()))}));
  }

  Draft& make_stage() {
    const Field* name = find("StageName");
    const bool is_default = name == nullptr || name->value->literal() == "default";
    const bool is_text = name != nullptr && name->value->is(ValueKind::text);
    const std::string_view stage_id = is_default ? id("DefaultStage") : is_text ? id(context_.join({name->value->text, "Stage"})) : id("Stage");
    if (is_text && !is_alphanumeric(name->value->text))
      context_.refuse_value(api_, *name, {"StageName has to be letters and digits: it becomes part of ", stage_id});
    Draft& stage = context_.add(api_, stage_id, "AWS::ApiGatewayV2::Stage");
    stage.properties.set(maker_, "ApiId", maker_.ref(api_.id()));
    stage.properties.set(maker_, "StageName", maker_.text("default"));
    stage.properties.take(maker_, "StageName", name);
    stage.properties.set(maker_, "AutoDeploy", maker_.boolean(true));
    for (const std::string_view key : {"AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables"})
      stage.properties.take(maker_, key, find(key));
    stage.properties.set(maker_, "Tags", tag_map(context_, api_, propagated_tags(), mark));
    const Field* settings = find("RouteSettings");
    const bool has_settings = settings != nullptr && !(settings->value->is(ValueKind::map) && settings->value->fields.empty());
    if (has_settings) stage.depends_on = routes_;
    context_.name(api_.id(), "Stage", stage.id);
    return stage;
  }

  Context& context_;
  const SamResource& api_;
  Maker maker_;
  std::vector<std::string_view> routes_;  // ids of what was made of them
};

}  // namespace

void expand_web_socket_api(Context& context, const SamResource& api) { WebSocketMaker(context, api).make(); }

}  // namespace cumulint::sam
