// Auth of HTTP APIs: JWT and Lambda authorizers, IAM, and the default of all routes.
#include <algorithm>

#include "base/strings.h"
#include "model/scalar.h"
#include "sam/api-auth.h"

namespace cumulint::sam {
namespace {

constexpr std::string_view auth_keys[] = {"Authorizers", "DefaultAuthorizer", "EnableIamAuthorizer"};

bool enables_iam(const SamResource& api) {
  const Field* enabled = api.find("Auth.EnableIamAuthorizer");
  return enabled != nullptr && is_true(*enabled->value);
}

class HttpAuth {
 public:
  HttpAuth(Context& context, ApiDocument& document)
      : context_(context), document_(document), api_(*document.api), maker_(context.maker(document.subject())) {}

  void add() {
    const Field* auth = api_.find("Auth");
    if (auth == nullptr || !auth->value->is(ValueKind::map) || !accepts_auth(context_, document_, *auth, auth_keys)) return;
    const Field *authorizers = api_.find("Auth.Authorizers"), *standard = api_.find("Auth.DefaultAuthorizer");
    if (authorizers != nullptr && !authorizers->value->is(ValueKind::map)) {
      if (!authorizers->value->is(ValueKind::broken)) context_.refuse_value(api_, *authorizers, {"Auth.Authorizers has to be a map"});
      return;
    }
    if (authorizers != nullptr)
      for (const Field& authorizer : authorizers->value->fields)
        if (const Value* scheme = scheme_of(authorizer)) add_security_scheme(maker_, document_, authorizer.key, scheme);
    if (enables_iam(api_)) add_security_scheme(maker_, document_, "AWS_IAM", iam_scheme());
    if (standard != nullptr) add_default(*standard, authorizers);
  }

 private:
  /// An authorizer is either of the two kinds, and what belongs to the other is refused.
  bool fits_kind(const Field& authorizer, bool is_jwt) {
    constexpr std::string_view lambda_only[] = {"FunctionArn", "FunctionInvokeRole", "Identity", "AuthorizerPayloadFormatVersion",
                                                "EnableSimpleResponses", "EnableFunctionDefaultPermissions"};
    constexpr std::string_view jwt_only[] = {"AuthorizationScopes", "IdentitySource"};
    const std::span<const std::string_view> foreign = is_jwt ? std::span<const std::string_view>(lambda_only) : jwt_only;
    for (const std::string_view name : foreign)
      if (const Field* field = authorizer.value->find(name); is_given(field)) {
        context_.refuse_conflict(api_, *field, {name, " of authorizer ", authorizer.key, " is for ", is_jwt ? "Lambda" : "JWT", " authorizers"});
        return false;
      }
    return true;
  }

  const Value* iam_scheme() const {
    return maker_.map({{"type", maker_.text("apiKey")}, {"name", maker_.text("Authorization")}, {"in", maker_.text("header")},
                       {"x-amazon-apigateway-authtype", maker_.text("awsSigv4")}});
  }

  const Value* scheme_of(const Field& authorizer) {
    const std::string_view name = authorizer.key;
    if (!authorizer.value->is(ValueKind::map)) {
      if (!authorizer.value->is(ValueKind::broken))
        context_.refuse_value(api_, authorizer, {"Auth.Authorizers.", name, " has to be a map"});
      return nullptr;
    }
    if (const Field* scopes = authorizer.value->find("AuthorizationScopes"); is_given(scopes) && !scopes->value->is(ValueKind::list)) {
      context_.refuse_value(api_, *scopes, {"AuthorizationScopes of authorizer ", name, " has to be a list"});
      return nullptr;
    }
    if (const Field* url = authorizer.value->find("OpenIdConnectUrl")) {
      context_.refuse_conflict(api_, *url, {"OpenIdConnectUrl of authorizer ", name, " is no longer supported"}, "use JwtConfiguration");
      return nullptr;
    }
    const Field* jwt = authorizer.value->find("JwtConfiguration");
    if (!fits_kind(authorizer, is_given(jwt))) return nullptr;
    if (!is_given(jwt)) return lambda_scheme(authorizer);
    if (!jwt->value->is(ValueKind::map) && !jwt->value->is(ValueKind::expression)) {
      if (!jwt->value->is(ValueKind::broken)) context_.refuse_value(api_, *jwt, {"JwtConfiguration of authorizer ", name, " has to be a map"});
      return nullptr;
    }
    if (!is_set(authorizer.value->find("IdentitySource"))) {
      context_.refuse_value(api_, authorizer, {"authorizer ", name, " needs an IdentitySource for its JwtConfiguration"});
      return nullptr;
    }
    Fields made;
    made.take(maker_, "jwtConfiguration", jwt);
    made.take(maker_, "identitySource", authorizer.value->find("IdentitySource"));
    made.set(maker_, "type", maker_.text("jwt"));
    return maker_.map({{"type", maker_.text("oauth2")}, {"x-amazon-apigateway-authorizer", made.value(maker_)}});
  }

  const Value* lambda_scheme(const Field& authorizer) {
    const Field *arn = authorizer.value->find("FunctionArn"), *version = authorizer.value->find("AuthorizerPayloadFormatVersion");
    for (const auto& [field, name] : {std::pair{arn, "FunctionArn"}, std::pair{version, "AuthorizerPayloadFormatVersion"}})
      if (!is_given(field)) {
        context_.refuse_value(api_, authorizer, {"Lambda authorizer ", authorizer.key, " needs ", name});
        return nullptr;
      }
    const Field* on = authorizer.value->find("EnableFunctionDefaultPermissions");
    if (is_given(on) && !is_true(*on->value) && !is_false(*on->value)) {
      context_.refuse_value(api_, *on, {"EnableFunctionDefaultPermissions of authorizer ", authorizer.key, " has to be true or false"});
      return nullptr;
    }
    const Field* identity = authorizer.value->find("Identity");
    if (is_given(identity) && !identity->value->is(ValueKind::map) && !identity->value->is(ValueKind::expression)) {
      context_.refuse_value(api_, *identity, {"Auth.Authorizers.", authorizer.key, ".Identity has to be a map"});
      return nullptr;
    }
    Fields made;
    made.set(maker_, "type", maker_.text("request"));
    made.set(maker_, "authorizerUri",
             maker_.sub(context_.join({"arn:", context_.partition(),
                                       ":apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations"}),
                        {maker_.field("__FunctionArn__", arn->value)}));
    made.take(maker_, "authorizerCredentials", authorizer.value->find("FunctionInvokeRole"));
    made.take(maker_, "authorizerResultTtlInSeconds", authorizer.value->find_path("Identity.ReauthorizeEvery"));
    if (const Value* sources = identity_sources(authorizer)) made.set(maker_, "identitySource", sources);
    made.take(maker_, "authorizerPayloadFormatVersion", version);
    made.take(maker_, "enableSimpleResponses", authorizer.value->find("EnableSimpleResponses"));
    return maker_.map({{"type", maker_.text("apiKey")}, {"name", maker_.text("Unused")}, {"in", maker_.text("header")},
                       {"x-amazon-apigateway-authorizer", made.value(maker_)}});
  }

  const Value* identity_sources(const Field& authorizer) {
    constexpr std::pair<std::string_view, std::string_view> parts[] = {{"Identity.Headers", "$request.header."},
                                                                       {"Identity.QueryStrings", "$request.querystring."},
                                                                       {"Identity.StageVariables", "$stageVariables."},
                                                                       {"Identity.Context", "$context."}};
    std::vector<const Value*> sources;
    bool good = true;
    for (const auto& [path, prefix] : parts) {
      const Field* names = authorizer.value->find_path(path);
      if (!is_given(names)) continue;
      if (!names->value->is(ValueKind::list)) {
        context_.refuse_value(api_, *names, {path, " of authorizer ", authorizer.key, " has to be a list"});
        continue;
      }
      for (const Field& name : names->value->fields) {
        if (!name.value->is(ValueKind::text)) {
          context_.refuse_value(api_, name, {"an item of ", path, " of authorizer ", authorizer.key, " has to be a text"});
          good = false;
        }
        sources.push_back(maker_.text(context_.join({prefix, context_.text_of(&name)})));
      }
    }
    return sources.empty() || !good ? nullptr : maker_.list(sources);
  }

  void add_default(const Field& standard, const Field* authorizers) {
    const std::string_view name = standard.value->literal();
    if (!standard.value->is(ValueKind::text) || scalar_kind(*standard.value) != ScalarKind::text) {
      context_.refuse_value(api_, standard, {"Auth.DefaultAuthorizer has to be a text"});
      return;
    }
    const Field* known = authorizers != nullptr ? authorizers->value->find(name) : nullptr;
    if (known == nullptr && !(name == "AWS_IAM" && enables_iam(api_))) {
      context_.refuse_value(api_, standard, {"DefaultAuthorizer ", name, " is none of the API's Authorizers"});
      return;
    }
    const Field* scopes = known != nullptr ? known->value->find("AuthorizationScopes") : nullptr;
    const Value* list = is_given(scopes) ? scopes->value : maker_.list(std::vector<Field>{});
    document_.each_operation([&](std::string_view path, std::string_view method, Editable& operation) {
      if (!is_decided(path, method, operation, authorizers)) add_security(maker_, operation, name, list);
    });
  }

  bool is_decided(std::string_view path, std::string_view method, Editable& operation, const Field* authorizers) {
    if (equals_ignoring_case(method, "options")) return true;  // preflight requests bring no credentials
    const Editable* security = operation.find("security");
    if (security == nullptr || !security->field().value->is(ValueKind::list)) return false;
    for (const Field& item : security->field().value->fields) {
      if (!item.value->is(ValueKind::map)) {
        context_.refuse_value(api_, item, {"an item of security of ", method, " ", path, " has to be a map"});
        return true;
      }
      for (const Field& one : item.value->fields)
        if (one.key == "NONE" || one.key == "AWS_IAM" || (authorizers != nullptr && authorizers->value->find(one.key) != nullptr))
          return true;
    }
    return false;
  }

  Context& context_;
  ApiDocument& document_;
  const SamResource& api_;
  Maker maker_;
};

}  // namespace

void add_http_auth(Context& context, ApiDocument& document) { HttpAuth(context, document).add(); }

void set_http_event_auth(Context& context, const Event& event, const ApiDocument& document, Editable& operation) {
  const Field *authorizer = event.find("Auth.Authorizer"), *scopes = event.find("Auth.AuthorizationScopes");
  const Maker maker = context.maker(event.subject());
  const Field *known = document.api->find("Auth.Authorizers"), *standard = document.api->find("Auth.DefaultAuthorizer");
  const Field* named = authorizer != nullptr ? authorizer : scopes != nullptr ? standard : nullptr;
  if (named == nullptr) return;
  const Field* path = event.find("Path");
  const std::string_view route = path != nullptr ? path->value->literal() : "the default route";
  const std::string_view name = named->value->literal(), what = context.join({operation.key(), " ", route});
  if (!named->value->is(ValueKind::text)) {
    context.refuse_value(event.subject(), *named, {"the authorizer of ", what, " has to be the name of one of the API's authorizers"});
    return;
  }
  if (name == "NONE" && standard == nullptr) {
    context.refuse_conflict(event.subject(), *named, {"authorizer NONE of ", what, " makes sense only where the API has a DefaultAuthorizer"});
    return;
  }
  const bool has_map = known != nullptr && known->value->is(ValueKind::map);
  const bool is_known = name == "NONE" || (name == "AWS_IAM" && enables_iam(*document.api)) || (has_map && known->value->find(name) != nullptr);
  if (!is_known) {
    context.refuse_conflict(event.subject(), *named, {"authorizer ", name, " of ", what, " is none of the API's Authorizers"});
    return;
  }
  if (scopes != nullptr && !scopes->value->is(ValueKind::list)) {
    context.refuse_value(event.subject(), *scopes, {"AuthorizationScopes of ", what, " has to be a list of texts"});
    return;
  }
  const Field* all = has_map && known->value->find(name) != nullptr ? known->value->find(name)->value->find("AuthorizationScopes") : nullptr;
  add_security(maker, operation, name,
               scopes != nullptr ? scopes->value : is_given(all) ? all->value : maker.list(std::vector<Field>{}));
}

}  // namespace cumulint::sam
