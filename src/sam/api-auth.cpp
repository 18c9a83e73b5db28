// Auth of Api events.
#include "sam/api-auth.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint::sam {
namespace {

std::string_view words_for(Context& context, const Event& event) {
  const Field *path = event.find("Path"), *method = event.find("Method");
  return context.join({method != nullptr ? normal_method(method->value->literal()) : std::string(any_method), " ",
                       path != nullptr ? path->value->literal() : std::string_view("$default")});
}

/// Checks the event's Authorizer against the API's; false if it is refused.
bool check_authorizer(Context& context, const Event& event, const ApiDocument& document, const Field& authorizer) {
  const std::string_view name = authorizer.value->literal(), what = words_for(context, event);
  const Field *known = document.api->find("Auth.Authorizers"), *standard = document.api->find("Auth.DefaultAuthorizer");
  if (!authorizer.value->is(ValueKind::text)) {
    context.refuse_value(event.subject(), authorizer,
                         {"the authorizer of ", what, " has to be the name of one of the API's authorizers"});
    return false;
  }
  if (name == "AWS_IAM") return true;
  if (name == "NONE") {
    if (standard != nullptr) return true;
    context.refuse_conflict(event.subject(), authorizer,
                            {"authorizer NONE of ", what, " makes sense only where the API has a DefaultAuthorizer"},
                            "remove it: without an authorizer the method is open");
    return false;
  }
  if (known == nullptr || (known->value->is(ValueKind::map) && known->value->fields.empty())) {
    context.refuse_conflict(event.subject(), authorizer, {"the API of ", what, " has no Authorizers, not ", name, " either"});
    return false;
  }
  if (!known->value->is(ValueKind::map)) return false;  // refused at the API
  if (is_given(known->value->find(name))) return true;
  context.refuse_conflict(event.subject(), authorizer, {"authorizer ", name, " of ", what, " is none of the API's Authorizers"});
  return false;
}

const Value* scopes_of(const Maker& maker, const Event& event, const ApiDocument& document, std::string_view name) {
  if (const Field* scopes = event.find("Auth.AuthorizationScopes")) return scopes->value;
  const Field* all = document.api->find("Auth.Authorizers");
  const Field* authorizer = all != nullptr ? all->value->find(name) : nullptr;
  const Field* scopes = authorizer != nullptr ? authorizer->value->find("AuthorizationScopes") : nullptr;
  return is_given(scopes) ? scopes->value : maker.list(std::vector<Field>{});
}

/// With IAM authorization API Gateway calls the function as the caller, or as InvokeRole.
void set_credentials(const Maker& maker, const Event& event, const ApiDocument& document, Editable& operation) {
  const Field *own = event.find("Auth.InvokeRole"), *shared = document.api->find("Auth.InvokeRole");
  const Field* role = own != nullptr ? own : shared;
  const std::string_view name = role != nullptr ? role->value->literal() : std::string_view("CALLER_CREDENTIALS");
  if (name == "NONE") return;
  Editable* integration = operation.find("x-amazon-apigateway-integration");
  Fields made(*integration->field().value);
  if (name == "CALLER_CREDENTIALS") made.set(maker, "credentials", maker.text("arn:aws:iam::*:user/*"));
  else made.take(maker, "credentials", role);
  operation.set(maker.field("x-amazon-apigateway-integration", made.value(maker)));
}

}  // namespace

std::string_view security_path(const ApiDocument& document) {
  return document.wants_open_api_3() ? "components.securitySchemes" : "securityDefinitions";
}

bool accepts_auth(Context& context, const ApiDocument& document, const Field& auth, std::span<const std::string_view> known) {
  if (!is_set(&auth)) return false;  // an empty map asks for nothing
  const SamResource& api = *document.api;
  bool good = true;
  for (const Field& field : auth.value->fields)
    if (std::find(known.begin(), known.end(), field.key) == known.end()) {
      context.refuse(api, field.origin.key_place(), Refusal::conflict, {"Auth has no property ", field.key});
      good = false;
    }
  if (!document.has_body) {
    context.refuse_conflict(api, auth, {"Auth needs a DefinitionBody to write into, DefinitionUri is none"});
    return false;
  }
  if (!document.is_open_api && !document.is_macro()) {
    context.refuse_conflict(api, auth, {"Auth can't be added: DefinitionBody is no OpenAPI document"});
    return false;
  }
  return good && document.opaque == nullptr;
}

void add_security_scheme(const Maker& maker, ApiDocument& document, std::string_view name, const Value* scheme) {
  const Value* known = document.find(security_path(document));
  Fields schemes = known != nullptr ? Fields(*known) : Fields();
  if (!schemes.has(name)) schemes.set(maker, name, scheme);
  document.set(maker, security_path(document), schemes.value(maker));
}

void add_security(const Maker& maker, Editable& operation, std::string_view name, const Value* scopes) {
  const Editable* known = operation.find("security");
  std::vector<Field> items{maker.field({}, maker.map(std::vector<Field>{maker.field(name, scopes)}))};
  if (known != nullptr && known->field().value->is(ValueKind::list))
    for (const Field& item : known->field().value->fields)
      if (item.value->find(name) == nullptr) items.push_back(item);
  if (name == "api_key" && items.size() > 1) std::rotate(items.begin(), items.begin() + 1, items.end());
  operation.set(maker.field("security", maker.list(std::move(items))));
}

void set_event_auth(Context& context, const Event& event, ApiDocument& document, Editable& operation) {
  const Maker maker = context.maker(event.subject());
  const Field *auth = event.find("Auth"), *authorizer = event.find("Auth.Authorizer");
  const Field* standard = document.api->find("Auth.DefaultAuthorizer");
  const bool machine = event.owner->type == "StateMachine";
  const std::string_view name = authorizer != nullptr  ? authorizer->value->literal()
                                : standard != nullptr ? standard->value->literal()
                                                      : std::string_view{};
  if (name == "AWS_IAM" && !machine) set_credentials(maker, event, document, operation);
  if (auth == nullptr || !auth->value->is(ValueKind::map)) return;
  if (const Field* scopes = event.find("Auth.AuthorizationScopes"); scopes != nullptr && !scopes->value->is(ValueKind::list)) {
    context.refuse_value(event.subject(), *scopes, {"Auth.AuthorizationScopes has to be a list"});
    return;
  }
  if (authorizer != nullptr) {
    if (!check_authorizer(context, event, document, *authorizer)) return;
    add_security(maker, operation, name, scopes_of(maker, event, document, name));
    if (name == "AWS_IAM")
      add_security_scheme(maker, document, name, maker.map({{"in", maker.text("header")}, {"type", maker.text("apiKey")},
                                                            {"name", maker.text("Authorization")},
                                                            {"x-amazon-apigateway-authtype", maker.text("awsSigv4")}}));
  } else if (const Field* scopes = event.find("Auth.AuthorizationScopes")) {
    context.refuse_conflict(event.subject(), *scopes, {"AuthorizationScopes needs an Authorizer beside it"});
  }
  if (const Field* key = event.find("Auth.ApiKeyRequired")) {
    if (!is_set(key) && !is_set(document.api->find("Auth.ApiKeyRequired"))) {
      context.refuse_conflict(event.subject(), *key, {"ApiKeyRequired can be switched off only where the API requires keys"});
      return;
    }
    if (is_true(*key->value)) {
      add_security(maker, operation, "api_key", maker.list(std::vector<Field>{}));
      add_security_scheme(maker, document, "api_key", maker.map({{"type", maker.text("apiKey")}, {"name", maker.text("x-api-key")},
                                                                 {"in", maker.text("header")}}));
    } else {
      document.open_keys.push_back({event.find("Path")->value->literal(), normal_method(event.find("Method")->value->literal())});
    }
  }
  if (const Field* policy = event.find("Auth.ResourcePolicy")) {
    const std::string_view path = event.find("Path")->value->literal();
    add_resource_policy(context, document, event.subject(), *policy, {path, normal_method(event.find("Method")->value->literal())});
    add_custom_statements(context, document, event.subject(), *policy);
  }
}

}  // namespace cumulint::sam
