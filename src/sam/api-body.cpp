// Models, gateway responses, binary types and the version of a REST API's document.
#include "sam/api-body.h"

#include <algorithm>

#include "base/strings.h"
#include "model/scalar.h"
#include "sam/properties.h"

namespace cumulint::sam {
namespace {

/// Can the property be written into the document? Refused if not.
bool can_write(Context& context, const ApiDocument& document, const Field& property) {
  if (!document.has_body) {
    context.refuse_conflict(*document.api, property, {property.key, " needs a DefinitionBody to write into, DefinitionUri is none"});
    return false;
  }
  if (document.is_macro()) return false;
  if (document.is_open_api) return true;
  context.refuse_conflict(*document.api, property, {property.key, " can't be added: DefinitionBody is no OpenAPI document"});
  return false;
}

class GatewayResponses {
 public:
  GatewayResponses(Context& context, const ApiDocument& document)
      : context_(context), api_(*document.api), maker_(context.maker(document.subject())) {}

  /// One response as the document has it; null if it is refused.
  const Value* convert(const Field& response) {
    if (!response.value->is(ValueKind::map)) {
      if (!response.value->is(ValueKind::broken))
        context_.refuse_value(api_, response, {"GatewayResponses.", response.key, " has to be a map"});
      return nullptr;
    }
    constexpr PropertyRule rules[] = {{"ResponseParameters"}, {"ResponseTemplates"}, {"StatusCode"}};
    const std::string_view path = context_.join({"GatewayResponses.", response.key, "."});
    if (!check_properties(context_, {api_, &response, path}, *response.value, rules)) return nullptr;
    const Field *status = response.value->find("StatusCode"), *parameters = response.value->find("ResponseParameters"),
                *templates = response.value->find("ResponseTemplates");
    const bool is_choice = is_given(status) && status->value->is(ValueKind::expression) && status->value->expression->kind == ExpressionKind::if_;
    if (is_choice || (is_given(status) && status->value->is(ValueKind::text) && !parse_integer(status->value->text))) {
      context_.refuse_value(api_, *status, {path, "StatusCode has to be a number"});
      return nullptr;
    }
    Fields made;
    if (is_given(parameters)) {
      const Value* converted = convert_parameters(*parameters, path);
      if (converted == nullptr) return nullptr;
      made.set({"responseParameters", parameters->origin, converted});
    } else {
      made.set(maker_, "responseParameters", maker_.map(std::vector<Field>{}));
    }
    made.set(maker_, "responseTemplates", maker_.map(std::vector<Field>{}));
    made.take(maker_, "responseTemplates", templates);
    made.take(maker_, "statusCode", status);
    return made.value(maker_);
  }

 private:
  const Value* convert_parameters(const Field& parameters, std::string_view path) {
    constexpr std::pair<std::string_view, std::string_view> kinds[] = {
        {"Headers", "header"}, {"Paths", "path"}, {"QueryStrings", "querystring"}};
    if (!parameters.value->is(ValueKind::map)) {
      context_.refuse_value(api_, parameters, {path, "ResponseParameters has to be a map"});
      return nullptr;
    }
    Fields made;
    for (const Field& group : parameters.value->fields) {
      const auto* kind = std::find_if(std::begin(kinds), std::end(kinds), [&](const auto& one) { return one.first == group.key; });
      if (kind == std::end(kinds)) {
        context_.refuse(api_, group.origin.key_place(), Refusal::conflict,
                        {path, "ResponseParameters has no ", group.key}, "one of Headers, Paths, QueryStrings");
        return nullptr;
      }
      if (!group.value->is(ValueKind::map)) {
        context_.refuse_value(api_, group, {path, "ResponseParameters.", group.key, " has to be a map"});
        return nullptr;
      }
      for (const Field& one : group.value->fields)
        made.take(maker_, context_.join({"gatewayresponse.", kind->second, ".", one.key}), &one);
    }
    return made.value(maker_);
  }

  Context& context_;
  const SamResource& api_;
  Maker maker_;
};

/// "2.0", "3.0" or "3.0.1".
bool is_version(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '.');
  if (parts.size() < 2 || parts.size() > 3 || (parts[0] != "2" && parts[0] != "3")) return false;
  return std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) { return parse_integer(part).has_value(); });
}

bool is_map_or_missing(const Value* value) { return value == nullptr || value->is(ValueKind::map) || value->is(ValueKind::broken); }

}  // namespace

void add_gateway_responses(Context& context, ApiDocument& document) {
  const Field* responses = document.api->find("GatewayResponses");
  if (responses == nullptr || !responses->value->is(ValueKind::map) || !can_write(context, document, *responses)) return;
  const Maker maker = context.maker(document.subject());
  GatewayResponses converter(context, document);
  for (const Field& response : responses->value->fields)
    if (const Value* made = converter.convert(response))
      document.set(maker, context.join({"x-amazon-apigateway-gateway-responses.", response.key}), made);
}

void add_models(Context& context, ApiDocument& document) {
  const Field* models = document.api->find("Models");
  if (models == nullptr || !models->value->is(ValueKind::map) || !can_write(context, document, *models)) return;
  const Maker maker = context.maker(document.subject());
  const std::string_view path = document.wants_open_api_3() ? "components.schemas" : "definitions";
  const Value* known = document.find(path);
  Fields schemas = known != nullptr ? Fields(*known) : Fields();
  for (const Field& model : models->value->fields) {
    if (model.value->is(ValueKind::text) || model.value->is(ValueKind::list))
      context.refuse_value(*document.api, model, {"Models.", model.key, " has to be a map: a JSON schema"});
    else if (model.value->is(ValueKind::expression) || (model.value->is(ValueKind::map) && !is_given(model.value->find("type"))))
      context.refuse(*document.api, model.origin.key_place(), Refusal::value, {"Models.", model.key, " needs a type"});
    schemas.set({context.arena().copy(lower(model.key)), model.origin, model.value});
  }
  document.set(maker, path, schemas.value(maker));
}

void add_binary_types(Context& context, ApiDocument& document) {
  const Field* types = document.api->find("BinaryMediaTypes");
  if (types == nullptr || !types->value->is(ValueKind::list)) return;
  if (document.has_body && !document.is_open_api && !document.is_macro())
    context.refuse_conflict(*document.api, *types, {"BinaryMediaTypes can't be added: DefinitionBody is no OpenAPI document"});
  if (!document.is_open_api) return;
  const Maker maker = context.maker(document.subject());
  std::vector<Field> items;
  for (const Field& type : types->value->fields) {
    std::string text(context.text_of(&type));
    for (std::size_t at = text.find("~1"); at != std::string::npos; at = text.find("~1", at + 1)) text.replace(at, 2, "/");
    items.push_back({{}, type.origin, type.value->is(ValueKind::text) ? maker.text(text) : type.value});
  }
  document.set(maker, "x-amazon-apigateway-binary-media-types", maker.list(std::move(items)));
}

void disable_execute_endpoint(Context& context, ApiDocument& document) {
  const Field* disabled = document.api->find("DisableExecuteApiEndpoint");
  if (disabled == nullptr) return;
  if (!document.has_body) {
    context.refuse_conflict(*document.api, *disabled, {"DisableExecuteApiEndpoint needs a DefinitionBody to write into"});
    return;
  }
  if (document.is_macro()) return;
  if (!document.is_open_api) {
    context.refuse_conflict(*document.api, *disabled, {"DisableExecuteApiEndpoint can't be added: DefinitionBody is no OpenAPI document"});
    return;
  }
  constexpr std::string_view key = "x-amazon-apigateway-endpoint-configuration";
  const Maker maker = context.maker(document.subject());
  if (!document.is_open_api_3 && !document.wants_open_api_3()) {
    if (!is_map_or_missing(document.find(key))) {
      context.refuse_value(*document.api, *document.root.find(key), {key, " has to be a map"});
      return;
    }
    document.set(maker, context.join({key, ".disableExecuteApiEndpoint"}), disabled->value);
    return;
  }
  const Value* servers = document.find("servers");
  std::vector<Field> items;
  if (servers != nullptr && servers->is(ValueKind::list)) items.assign(servers->fields.begin(), servers->fields.end());
  if (items.empty()) items.push_back(maker.field({}, maker.map(std::vector<Field>{})));
  for (Field& server : items) {
    const Field* configuration = server.value->find(key);
    if (configuration != nullptr && !is_map_or_missing(configuration->value)) {
      context.refuse_value(*document.api, *configuration, {key, " of a server has to be a map"});
      return;
    }
    server.value = with_path(maker, server.value, context.join({key, ".disableExecuteApiEndpoint"}), disabled->value);
  }
  document.set(maker, "servers", maker.list(std::move(items)));
}

void set_open_api_version(Context& context, ApiDocument& document) {
  const Field* version = document.api->find("OpenApiVersion");
  if (version != nullptr && !version->value->is(ValueKind::broken)) {
    const std::string_view text = version->value->literal();
    const ScalarKind kind = text.empty() ? ScalarKind::boolean : scalar_kind(*version->value);
    const bool is_new = document.managed && kind == ScalarKind::real && starts_with(text, "3");
    if (kind != ScalarKind::text && !is_new) {
      context.refuse_value(*document.api, *version, {"OpenApiVersion has to be a text"});
      return;
    }
    if (!is_version(text)) {
      context.refuse_value(*document.api, *version, {"OpenApiVersion has to be 2.0, or have the form 3.0.1"});
      return;
    }
    if (starts_with(text, "3") && document.is_open_api && document.opaque == nullptr) {
      const Maker maker = context.maker(document.subject());
      document.root.erase("swagger");
      document.root.set({"openapi", version->origin, maker.text(text)});
    }
  }
  if (!document.wants_open_api_3()) return;
  document.each_operation([&](std::string_view path, std::string_view method, Editable& operation) {
    if (!equals_ignoring_case(method, "options")) return;
    const Editable* responses = operation.find("responses");
    if (responses != nullptr && !is_map_or_missing(responses->field().value) && !responses->field().value->is(ValueKind::expression))
      context.refuse_value(*document.api, responses->field(), {"responses of options ", path, " has to be a map"});
  });
}

}  // namespace cumulint::sam
