// AWS::Serverless::HttpApi: an HTTP API with its stage, authorizers and domain.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
#include "base/strings.h"
#include "model/scalar.h"
#include "sam/api-auth.h"
#include "sam/api-body.h"
#include "sam/api-routes.h"
#include "sam/domain.h"
#include "sam/parts.h"
#include "sam/properties.h"
#include "sam/tags.h"

namespace cumulint::sam {
namespace {

constexpr std::string_view mark = "httpapi:createdBy";

constexpr PropertyRule rules[] = {
    {"Name"},
    {"StageName", Shape::text},
    {"Description", Shape::text},
    {"DefinitionBody", Shape::map},
    {"DefinitionUri", Shape::text_or_map},
    {"StageVariables", Shape::map},
    {"Auth", Shape::map, false, true},
    {"Tags", Shape::map},
    {"PropagateTags", Shape::boolean},
    {"AccessLogSettings", Shape::map},
    {"CorsConfiguration"},
    {"DefaultRouteSettings", Shape::map},
    {"RouteSettings", Shape::map},
    {"Domain", Shape::map, false, true},
    {"FailOnWarnings", Shape::boolean},
    {"DisableExecuteApiEndpoint", Shape::boolean},
};

/// True, or the settings; null and refused if it is neither.
const Value* cors_configuration(Context& context, const SamResource& api, const Field& cors) {
  const Maker maker = context.maker(api);
  if (cors.value->is(ValueKind::expression)) return cors.value;
  const bool is_text = cors.value->is(ValueKind::text) && scalar_kind(*cors.value) != ScalarKind::boolean;
  if (is_true(*cors.value) && !is_text) return maker.map({{"allowOrigins", maker.list({maker.text("*")})}});
  if (is_false(*cors.value) && !is_text) return nullptr;
  if (!cors.value->is(ValueKind::map)) {
    if (!cors.value->is(ValueKind::broken)) context.refuse_value(api, cors, {"CorsConfiguration has to be true, false or a map"});
    return nullptr;
  }
  constexpr PropertyRule known[] = {{"AllowMethods"}, {"AllowHeaders"}, {"AllowOrigins"}, {"MaxAge"}, {"ExposeHeaders"}, {"AllowCredentials"}};
  if (!check_properties(context, {api, &cors, "CorsConfiguration."}, *cors.value, known)) return nullptr;
  Fields made;
  for (const Field& field : cors.value->fields) {
    std::string key(field.key);
    key[0] = static_cast<char>(key[0] - 'A' + 'a');
    made.take(maker, context.arena().copy(key), &field);
  }
  return made.value(maker);
}

void add_http_cors(Context& context, ApiDocument& document) {
  const SamResource& api = *document.api;
  const Field* cors = api.find("CorsConfiguration");
  if (!is_set(cors)) return;
  const Value* made = cors_configuration(context, api, {cors->key, cors->origin, context.resolve_parameters(cors->value)});
  if (made == nullptr) return;
  if (!document.has_body) {
    context.refuse_conflict(api, *cors, {"CorsConfiguration needs a DefinitionBody to write into, DefinitionUri is none"});
  } else if (!document.is_macro()) {
    if (!document.is_open_api) context.refuse_conflict(api, *cors, {"CorsConfiguration can't be added: DefinitionBody is no OpenAPI document"});
    else document.set(context.maker(api), "x-amazon-apigateway-cors", made);
  }
}

/// Tags stand in the document, for an HTTP API has no other place for them.
void add_tags(Context& context, ApiDocument& document) {
  const SamResource& api = *document.api;
  const Field* tags = api.find("Tags");
  if (!document.has_body && is_set(tags))
    context.refuse_conflict(api, *tags, {"Tags needs a DefinitionBody to write into, DefinitionUri is none"});
  if (!document.has_body || document.is_macro()) return;
  const Value* known = document.find("tags");
  if (tags != nullptr && !document.is_open_api) {
    context.refuse_conflict(api, *tags, {"Tags can't be added: DefinitionBody is no OpenAPI document"});
    return;
  }
  if (known != nullptr && !known->is(ValueKind::list)) {
    if (!known->is(ValueKind::broken)) context.refuse_value(api, *document.root.find("tags"), {"tags in DefinitionBody has to be a list"});
    return;
  }
  if (!document.is_open_api) return;
  const Maker maker = context.maker(api);
  const Value* all = tag_map(context, api, tags, mark);
  const Value* list = known;
  for (const Field& tag : all->fields)
    list = appended(maker, list, maker.map(std::vector<Field>{maker.field("name", maker.text(tag.key)),
                                                              {"x-amazon-apigateway-tag-value", tag.origin, tag.value}}));
  document.set(maker, "tags", list);
}

void set_info(Context& context, ApiDocument& document) {
  const SamResource& api = *document.api;
  const Value *said = document.find("info.description"), *title = document.find("info.title");
  const bool is_usual = title != nullptr && same_value(*title, *context.maker(api).ref("AWS::StackName"));
  for (const auto& [name, is_said] : {std::pair{"Name", document.written != nullptr && !is_usual}, std::pair{"Description", said != nullptr || !(document.is_open_api || document.is_macro())}})
    if (const Field* field = api.find(name); is_set(field) && (is_said || !document.has_body))
      context.refuse_conflict(api, *field, {name, " can't be set: the API's own definition says it"});
  if (!document.has_body || document.opaque != nullptr) return;
  const Maker maker = context.maker(api);
  const Value* info = document.find("info");
  Fields made = info != nullptr ? Fields(*info) : Fields();
  if (const Field* name = api.find("Name")) made.take(maker, "title", name);
  if (const Field* description = api.find("Description")) made.take(maker, "description", description);
  if (api.find("Name") != nullptr || api.find("Description") != nullptr) document.set(maker, "info", made.value(maker));
}

Draft& make_api(Context& context, const SamResource& api, ApiDocument& document) {
  Draft& made = context.add_main(api, "AWS::ApiGatewayV2::Api");
  if (const Field* warns = api.find("FailOnWarnings"); is_set(warns)) made.properties.set(*warns);
  check_document(context, document);
  add_http_cors(context, document);
  add_http_auth(context, document);
  add_tags(context, document);
  set_info(context, document);
  disable_execute_endpoint(context, document);
  make_paths_conditional(context, document);
  const Maker maker = context.maker(api);
  if (document.has_body) {
    const Origin origin = document.written != nullptr ? document.written->origin : maker.origin();
    made.properties.set({"Body", origin, document.body(maker)});
  } else if (const Field* uri = api.find("DefinitionUri")) {
    set_definition_uri(context, api, *uri, made);
  }
  return made;
}

const Value* route_settings(Context& context, const SamResource& api, const ApiDocument& document) {
  const Maker maker = context.maker(api);
  const Field* written = api.find("RouteSettings");
  if (document.route_settings.empty()) return written != nullptr ? written->value : nullptr;
  if (written != nullptr && written->value->is(ValueKind::expression)) return written->value;
  Fields all = written != nullptr ? Fields(*written->value) : Fields();
  for (const Field& one : document.route_settings) {
    const Field* known = all.find(one.key);
    if (one.value->is(ValueKind::expression)) {
      all.set(one);
      continue;
    }
    Fields merged = known != nullptr ? Fields(*known->value) : Fields();
    for (const Field& setting : one.value->fields) merged.set(setting);
    all.set({one.key, one.origin, merged.value(maker)});
  }
  return all.value(maker);
}

Draft& make_stage(Context& context, const SamResource& api, const ApiDocument& document) {
  const Maker maker = context.maker(api);
  const Field* name = api.find("StageName");
  const bool is_default = !is_set(name) || name->value->literal() == "$default";
  const std::string id = is_default ? std::string(api.id()).append("ApiGatewayDefaultStage") : stage_id(api.id(), name);
  Draft& stage = context.add(api, id, "AWS::ApiGatewayV2::Stage");
  stage.properties.set(maker, "ApiId", maker.ref(api.id()));
  stage.properties.set(maker, "StageName", maker.text("$default"));
  if (!is_default) stage.properties.take(maker, "StageName", name);
  for (const std::string_view key : {"AccessLogSettings", "DefaultRouteSettings", "StageVariables"})
    stage.properties.take(maker, key, api.find(key));
  const Field* written = api.find("RouteSettings");
  if (const Value* settings = route_settings(context, api, document))
    stage.properties.set({"RouteSettings", written != nullptr ? written->origin : maker.origin(), settings});
  stage.properties.set(maker, "AutoDeploy", maker.boolean(true));
  const Field* tags = api.find("Tags");
  if (document.has_body && document.is_open_api && document.opaque == nullptr) stage.properties.set(maker, "Tags", tag_map(context, api, tags, mark));
  context.name(api.id(), "Stage", stage.id);
  return stage;
}

}  // namespace

void expand_http_api(Context& context, const SamResource& api) {
  check_properties(context, {.subject = api}, *api.properties, rules);
  const Field *body = api.find("DefinitionBody"), *uri = api.find("DefinitionUri");
  if (body != nullptr && uri != nullptr)
    context.refuse_conflict(api, *uri, {"DefinitionUri and DefinitionBody exclude each other"}, "remove one of them");
  ApiDocument* document = context.apis().find(api.id());
  if (document == nullptr || !document->is_http) return;
  make_api(context, api, *document);
  permit_authorizers(context, *document);
  const Draft& stage = make_stage(context, api, *document);
  add_domain(context, api, {ApiKind::http, stage.id, mark, api.find("Tags")});
}

}  // namespace cumulint::sam
