// AWS::Serverless::Api: a REST API with its deployment, stage, authorizers, domain and usage plan.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
#include "base/strings.h"
#include "sam/api-auth.h"
#include "sam/api-body.h"
#include "sam/api-routes.h"
#include "sam/domain.h"
#include "sam/location.h"
#include "sam/names.h"
#include "sam/parts.h"
#include "sam/properties.h"
#include "sam/tags.h"

namespace cumulint::sam {
namespace {

constexpr PropertyRule rules[] = {
    {"Name", Shape::text},
    {"Description", Shape::text},
    {"DefinitionUri", Shape::text_or_map},
    {"DefinitionBody", Shape::map},
    {"MergeDefinitions", Shape::boolean, false, true},
    {"CacheClusterEnabled", Shape::boolean},
    {"CacheClusterSize", Shape::text},
    {"StageName", Shape::text, true},
    {"Tags", Shape::map},
    {"PropagateTags", Shape::boolean},
    {"Variables", Shape::map},
    {"EndpointConfiguration", Shape::text_or_map},
    {"MethodSettings", Shape::list},
    {"BinaryMediaTypes", Shape::list},
    {"MinimumCompressionSize", Shape::number},
    {"Cors", Shape::text_or_map},
    {"Auth", Shape::map, false, true},
    {"GatewayResponses", Shape::map, false, true},
    {"AccessLogSetting", Shape::map},
    {"CanarySetting", Shape::map},
    {"TracingEnabled", Shape::boolean},
    {"OpenApiVersion", Shape::any, false, true},
    {"Models", Shape::map, false, true},
    {"Domain", Shape::map, false, true},
    {"AlwaysDeploy", Shape::boolean, false, true},
    {"FailOnWarnings", Shape::boolean},
    {"Mode", Shape::text},
    {"DisableExecuteApiEndpoint", Shape::boolean},
    {"ApiKeySourceType", Shape::text},
    {"Policy"},
    {"SecurityPolicy", Shape::text},
    {"EndpointAccessMode", Shape::text},
};

void check(Context& context, const SamResource& api) {
  check_properties(context, {.subject = api}, *api.properties, rules);
  const Field *body = api.find("DefinitionBody"), *uri = api.find("DefinitionUri"), *merges = api.find("MergeDefinitions");
  const Field* own = api.written->properties->value->find("DefinitionUri");
  if (body == nullptr && uri != nullptr && !is_given(own))  // SAM fills in the body before it merges Globals
    context.refuse_conflict(api, *uri, {"DefinitionUri in Globals can't be for an API without its own"});
  if (body != nullptr && uri != nullptr)
    context.refuse_conflict(api, *uri, {"DefinitionUri and DefinitionBody exclude each other"}, "remove one of them");
  if (merges != nullptr && is_true(*merges->value) && uri != nullptr)
    context.refuse_conflict(api, *merges, {"MergeDefinitions needs a DefinitionBody, DefinitionUri is none"});
  const Field* stage = api.find("StageName");
  if (stage != nullptr && stage->value->is(ValueKind::text) && stage->value->text.empty())
    context.refuse_value(api, *stage, {"StageName can't be empty"});
}

/// EndpointConfiguration as text, as map of Type and its settings, or as a function.
void set_endpoints(Context& context, const SamResource& api, Draft& rest) {
  const Field* endpoints = api.find("EndpointConfiguration");
  if (!is_set(endpoints)) return;
  const Maker maker = context.maker(api);
  const Field* type = endpoints->value->find("Type");
  const bool is_settings = is_given(type);
  const Value* kind = is_settings ? type->value : endpoints->value;
  Fields made;
  made.set({"Types", endpoints->origin, maker.list({kind})});
  if (is_settings) {
    const Field *old = endpoints->value->find("VPCEndpointIds"), *ids = endpoints->value->find("VpcEndpointIds");
    if (is_given(old) && is_given(ids))
      context.refuse_conflict(api, *old, {"VPCEndpointIds and VpcEndpointIds exclude each other"}, "keep VpcEndpointIds");
    made.take(maker, "VpcEndpointIds", is_given(old) ? old : ids);
    made.take(maker, "IpAddressType", endpoints->value->find("IpAddressType"));
  }
  rest.properties.set({"EndpointConfiguration", endpoints->origin, made.value(maker)});
  rest.properties.set(maker, "Parameters", maker.map({{"endpointConfigurationTypes", kind}}));
}

void set_body(Context& context, const SamResource& api, ApiDocument& document, Draft& rest) {
  const Maker maker = context.maker(api);
  if (document.has_body) {
    const Origin origin = document.written != nullptr ? document.written->origin : maker.origin();
    rest.properties.set({"Body", origin, document.body(maker)});
  } else if (const Field* uri = api.find("DefinitionUri")) {
    set_definition_uri(context, api, *uri, rest);
  }
}

Draft& make_rest_api(Context& context, const SamResource& api, ApiDocument& document) {
  Draft& rest = context.add_main(api, "AWS::ApiGateway::RestApi");
  const Maker maker = context.maker(api);
  for (const std::string_view name : {"Name", "Description", "MinimumCompressionSize", "FailOnWarnings", "Mode",
                                      "ApiKeySourceType", "Policy", "SecurityPolicy", "EndpointAccessMode"})
    if (const Field* field = api.find(name); is_set(field) || name == "MinimumCompressionSize") rest.properties.take(maker, name, field);
  if (const Field* types = api.find("BinaryMediaTypes"))
    rest.properties.set({types->key, types->origin, context.resolve_parameters(types->value)});
  set_endpoints(context, api, rest);
  check_document(context, document);
  add_cors(context, document);
  add_rest_auth(context, document);
  add_gateway_responses(context, document);
  add_models(context, document);
  add_binary_types(context, document);
  disable_execute_endpoint(context, document);
  set_open_api_version(context, document);
  write_resource_policy(context, document);
  make_paths_conditional(context, document);
  set_body(context, api, document, rest);
  const Field *tags = api.find("Tags"), *propagate = api.find("PropagateTags");
  if (tags != nullptr && is_set(propagate))
    if (const Value* list = tag_list(context, api, tags, {})) rest.properties.set({"Tags", tags->origin, list});
  return rest;
}

Draft& make_deployment(Context& context, const SamResource& api, const Draft& rest) {
  const Maker maker = context.maker(api);
  const Field* body = rest.properties.find("Body");
  const Field* location = rest.properties.find("BodyS3Location");
  const Value* hashed = body != nullptr ? body->value : location != nullptr ? location->value : maker.text("");
  const std::string_view id = context.join({api.id(), "Deployment", hash_of(compact_json(*hashed))});
  Draft& deployment = context.add(api, id, "AWS::ApiGateway::Deployment");
  deployment.properties.set(maker, "RestApiId", maker.ref(api.id()));
  if (api.find("OpenApiVersion") == nullptr) deployment.properties.set(maker, "StageName", maker.text("Stage"));
  context.name(api.id(), "Deployment", deployment.id);
  return deployment;
}

Draft& make_stage(Context& context, const SamResource& api, const Draft& deployment) {
  const Maker maker = context.maker(api);
  const Field* name = api.find("StageName");
  Draft& stage = context.add(api, stage_id(api.id(), name), "AWS::ApiGateway::Stage");
  stage.properties.set(maker, "DeploymentId", maker.ref(deployment.id));
  stage.properties.set(maker, "RestApiId", maker.ref(api.id()));
  stage.properties.take(maker, "StageName", name);
  for (const std::string_view key : {"CacheClusterEnabled", "CacheClusterSize", "Variables", "MethodSettings", "AccessLogSetting",
                                     "CanarySetting", "TracingEnabled"})
    stage.properties.take(maker, key, api.find(key));
  if (const Field* tags = api.find("Tags"))
    if (const Value* list = tag_list(context, api, tags, {})) stage.properties.set({"Tags", tags->origin, list});
  context.name(api.id(), "Stage", stage.id);
  return stage;
}

}  // namespace

std::string stage_id(std::string_view api, const Field* name) {
  const std::string base(api);
  if (name == nullptr || !name->value->is(ValueKind::text) || name->value->text.empty()) return base + "Stage";
  if (is_alphanumeric(name->value->text)) return base + std::string(name->value->text) + "Stage";
  return base + "Stage" + hash_of(name->value->text);
}

void set_definition_uri(Context& context, const SamResource& api, const Field& uri, Draft& made) {
  const Value* location = s3_location(context, api, {uri.key, uri.origin, context.resolve_parameters(uri.value)}, {"Bucket", "Key", "Version"});
  if (location == nullptr) return;
  if (!location->is(ValueKind::text)) {
    made.properties.set({"BodyS3Location", uri.origin, location});
    return;
  }
  const Value* body = read_local(context, uri, location->text);
  if (body != nullptr) made.properties.set({"Body", uri.origin, body});
  else context.refuse_value(api, uri, {"DefinitionUri is neither an S3 address nor a file beside the template"});
}

void expand_api(Context& context, const SamResource& api) {
  check(context, api);
  ApiDocument* document = context.apis().find(api.id());
  if (document == nullptr || document->is_http) return;
  const Draft& rest = make_rest_api(context, api, *document);
  const Draft& deployment = make_deployment(context, api, rest);
  const Draft& stage = make_stage(context, api, deployment);
  permit_authorizers(context, *document);
  add_domain(context, api, {ApiKind::rest, stage.id});
  add_usage_plan(context, *document, stage.id);
}

}  // namespace cumulint::sam
