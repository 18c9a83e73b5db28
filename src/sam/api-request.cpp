// What an Api event demands of requests: a model for the body, parameters, and a validator of both.
#include "base/strings.h"
#include "sam/api-auth.h"
#include "sam/properties.h"

namespace cumulint::sam {
namespace {

bool is_yes(const Event& event, std::string_view path) {
  const Field* field = event.find(path);
  return field != nullptr && is_true(*field->value);
}

/// "params-only" and the like; nothing if neither is asked about.
void set_validator(Context& context, const Event& event, ApiDocument& document, Editable& operation) {
  if (event.find("RequestModel.ValidateBody") == nullptr && event.find("RequestModel.ValidateParameters") == nullptr) return;
  for (const std::string_view path : {"RequestModel.ValidateBody", "RequestModel.ValidateParameters"})
    if (const Field* field = event.find(path); field != nullptr && (field->value->is(ValueKind::expression) || !has_shape(*field->value, Shape::boolean)))
      return context.refuse_value(event.subject(), *field, {path, " has to be true or false"});
  const bool body = is_yes(event, "RequestModel.ValidateBody"), parameters = is_yes(event, "RequestModel.ValidateParameters");
  const std::string_view name = body ? (parameters ? "body-and-params" : "body-only") : (parameters ? "params-only" : "no-validation");
  const Maker maker = context.maker(event.subject());
  constexpr std::string_view key = "x-amazon-apigateway-request-validators";
  document.set(maker, context.join({key, ".", name}),
               maker.map({{"validateRequestParameters", maker.boolean(parameters)}, {"validateRequestBody", maker.boolean(body)}}));
  operation.set(maker.field("x-amazon-apigateway-request-validator", maker.text(name)));
}

void add_parameter(const Maker& maker, Editable& operation, const Value* parameter) {
  const Editable* known = operation.find("parameters");
  operation.set(maker.field("parameters", appended(maker, known != nullptr ? known->field().value : nullptr, parameter)));
}

void set_body(Context& context, const Event& event, ApiDocument& document, Editable& operation, std::string_view model) {
  const Maker maker = context.maker(event.subject());
  const std::string name = lower(model);
  const Field* required = event.find("RequestModel.Required");
  if (document.wants_open_api_3()) {
    const Value* reference = maker.map({{"$ref", maker.text("#/components/schemas/" + name)}});
    Fields body;
    body.set(maker, "content", maker.map({{"application/json", maker.map({{"schema", reference}})}}));
    body.take(maker, "required", required);
    operation.set(maker.field("requestBody", body.value(maker)));
    return;
  }
  Fields parameter;
  parameter.set(maker, "in", maker.text("body"));
  parameter.set(maker, "name", maker.text(name));
  parameter.set(maker, "schema", maker.map({{"$ref", maker.text("#/definitions/" + name)}}));
  parameter.take(maker, "required", required);
  add_parameter(maker, operation, parameter.value(maker));
}

}  // namespace

void set_request_model(Context& context, const Event& event, ApiDocument& document, Editable& operation) {
  const Field *request = event.find("RequestModel"), *model = event.find("RequestModel.Model");
  if (request == nullptr || model == nullptr) return;
  const Field* models = document.api->find("Models");
  if (models == nullptr || !models->value->is(ValueKind::map) || models->value->fields.empty()) {
    context.refuse_conflict(event.subject(), *model, {"the API has no Models, not ", model->value->literal(), " either"});
    return;
  }
  if (!model->value->is(ValueKind::text)) {
    context.refuse_value(event.subject(), *model, {"RequestModel.Model has to be the name of one of the API's Models"});
    return;
  }
  if (!is_given(models->value->find(model->value->text))) {
    context.refuse_conflict(event.subject(), *model, {"model ", model->value->text, " is none of the API's Models"});
    return;
  }
  set_body(context, event, document, operation, model->value->text);
  set_validator(context, event, document, operation);
}

void set_request_parameters(Context& context, const Event& event, Editable& operation) {
  const Field* parameters = event.find("RequestParameters");
  if (parameters != nullptr && parameters->value->is(ValueKind::expression))
    return context.refuse_value(event.subject(), *parameters, {"RequestParameters has to be a list, not a function"});
  if (parameters == nullptr || !parameters->value->is(ValueKind::list)) return;
  const Maker maker = context.maker(event.subject());
  std::vector<const Value*> cache_keys;
  for (const Field& item : parameters->value->fields) {
    const bool is_map = item.value->is(ValueKind::map) && item.value->fields.size() == 1;
    const std::string_view name = is_map ? item.value->fields[0].key : item.value->literal();
    const Value* settings = is_map ? item.value->fields[0].value : nullptr;
    const std::vector<std::string_view> parts = split(name, '.');
    const bool is_known = parts.size() >= 4 && parts[0] == "method" && parts[1] == "request" &&
                          (parts[2] == "querystring" || parts[2] == "path" || parts[2] == "header");
    if (!is_known) {
      context.refuse_value(event.subject(), item, {"a request parameter has the form method.request.header.NAME, with header, path or querystring"});
      continue;
    }
    if (settings != nullptr && !settings->is(ValueKind::map)) {
      context.refuse_value(event.subject(), item, {"the settings of request parameter ", name, " have to be a map"});
      continue;
    }
    const Field* required = settings != nullptr ? settings->find("Required") : nullptr;
    const Field* caching = settings != nullptr ? settings->find("Caching") : nullptr;
    if (is_given(caching) && is_true(*caching->value)) cache_keys.push_back(maker.text(name));
    const std::size_t prefix = parts[0].size() + parts[1].size() + parts[2].size() + 3;
    add_parameter(maker, operation,
                  maker.map({{"name", maker.text(name.substr(prefix))},
                             {"in", maker.text(parts[2] == "querystring" ? "query" : parts[2])},
                             {"required", is_given(required) ? required->value : maker.boolean(false)},
                             {"type", maker.text("string")}}));
  }
  if (cache_keys.empty()) return;
  Editable* integration = operation.find("x-amazon-apigateway-integration");
  Fields made(*integration->field().value);
  made.set(maker, "cacheKeyParameters", maker.list(cache_keys));
  operation.set(maker.field("x-amazon-apigateway-integration", made.value(maker)));
}

}  // namespace cumulint::sam
