// Auth of REST APIs: authorizers as security schemes, the default one on every operation, API keys, policies.
#include <algorithm>

#include "base/strings.h"
#include "model/scalar.h"
#include "sam/api-auth.h"
#include "sam/permission.h"

namespace cumulint::sam {
namespace {

constexpr std::string_view auth_keys[] = {
    "AddDefaultAuthorizerToCorsPreflight", "AddApiKeyRequiredToCorsPreflight", "ApiKeyRequired", "Authorizers",
    "DefaultAuthorizer", "InvokeRole", "ResourcePolicy", "UsagePlan"};

class RestAuth {
 public:
  RestAuth(Context& context, ApiDocument& document)
      : context_(context), document_(document), api_(*document.api), maker_(context.maker(document.subject())) {}

  void add() {
    const Field* auth = api_.find("Auth");
    if (auth == nullptr || !auth->value->is(ValueKind::map) || !accepts_auth(context_, document_, *auth, auth_keys) || !check_places()) return;
    const Field *authorizers = api_.find("Auth.Authorizers"), *standard = api_.find("Auth.DefaultAuthorizer");
    if (authorizers != nullptr && authorizers->value->is(ValueKind::map)) {
      for (const Field& authorizer : authorizers->value->fields) add_authorizer(authorizer);
    } else if (authorizers != nullptr && !authorizers->value->is(ValueKind::broken)) {
      return context_.refuse_value(api_, *authorizers, {"Auth.Authorizers has to be a map"});
    }
    if (standard != nullptr && (is_set(authorizers) || standard->value->literal() == "AWS_IAM")) add_default(*standard, authorizers);
    if (const Field* key = api_.find("Auth.ApiKeyRequired"); key != nullptr && is_true(*key->value)) require_keys();
    if (const Field* policy = api_.find("Auth.ResourcePolicy")) add_policy(*policy);
  }

 private:
  /// What Auth writes into has to be of maps.
  bool check_places() {
    const Value* schemes = document_.find(security_path(document_));
    if (schemes != nullptr && !schemes->is(ValueKind::map)) {
      const Field& root = *document_.root.find(security_path(document_).substr(0, security_path(document_).find('.')));
      context_.refuse_value(api_, root, {security_path(document_), " in the API definition has to be a map"});
      return false;
    }
    bool good = true;
    for (Editable& item : document_.paths.children())
      item.each_map(
          [&](Editable& map) {
            for (const Editable& below : map.children()) good = check_operation(item.key(), below.field()) && good;
          },
          [](Editable&) {});
    return good;
  }

  bool check_operation(std::string_view path, const Field& operation) {
    constexpr std::string_view others[] = {"parameters", "summary", "description", "servers", "$ref"};
    const bool is_other = std::find(std::begin(others), std::end(others), operation.key) != std::end(others) ||
                          starts_with(lower(operation.key), "x-") || operation.value->is(ValueKind::expression) ||
                          operation.value->is(ValueKind::map) || operation.value->is(ValueKind::broken);
    if (!is_other) context_.refuse_value(api_, operation, {operation.key, " of path ", path, " has to be a map: it stands for a method"});
    return is_other;
  }

  void add_authorizer(const Field& authorizer) {
    const std::string_view name = authorizer.key;
    if (!authorizer.value->is(ValueKind::map)) {
      const Value* known = context_.resolve_parameters(authorizer.value);
      if (!known->is(ValueKind::broken) && !known->is(ValueKind::expression))
        context_.refuse_value(api_, authorizer, {"Auth.Authorizers.", name, " has to be a map"});
      return;
    }
    const Field *identity = authorizer.value->find("Identity"), *pool = authorizer.value->find("UserPoolArn");
    if (is_given(identity) && !identity->value->is(ValueKind::map) && !identity->value->is(ValueKind::expression)) {
      context_.refuse_value(api_, *identity, {"Auth.Authorizers.", name, ".Identity has to be a map"});
      return;
    }
    const Field* open = authorizer.value->find("DisableFunctionDefaultPermissions");
    if (is_given(open) && !is_true(*open->value) && !is_false(*open->value))
      context_.refuse_value(api_, *open, {"Auth.Authorizers.", name, ".DisableFunctionDefaultPermissions has to be true or false"});
    if (const Field* scopes = authorizer.value->find("AuthorizationScopes"); is_given(scopes) && !scopes->value->is(ValueKind::list)) {
      context_.refuse_value(api_, *scopes, {"Auth.Authorizers.", name, ".AuthorizationScopes has to be a list"});
      return;
    }
    const Value* scheme = is_given(pool) ? cognito_scheme(authorizer, *pool) : lambda_scheme(authorizer);
    if (scheme != nullptr) add_security_scheme(maker_, document_, name, scheme);
  }

  const Value* scheme(const Value* header, std::string_view type, const Value* authorizer) {
    return maker_.map({{"type", maker_.text("apiKey")},
                       {"name", header},
                       {"in", maker_.text("header")},
                       {"x-amazon-apigateway-authtype", maker_.text(type)},
                       {"x-amazon-apigateway-authorizer", authorizer}});
  }

  const Value* header_of(const Field& authorizer) {
    const Field* header = authorizer.value->find_path("Identity.Header");
    return is_given(header) ? header->value : maker_.text("Authorization");
  }

  const Value* cognito_scheme(const Field& authorizer, const Field& pool) {
    Fields made;
    made.set(maker_, "type", maker_.text("cognito_user_pools"));
    const bool is_list = pool.value->is(ValueKind::list);
    made.set({"providerARNs", pool.origin, is_list ? pool.value : maker_.list({pool.value})});
    made.take(maker_, "identityValidationExpression", authorizer.value->find_path("Identity.ValidationExpression"));
    return scheme(header_of(authorizer), "cognito_user_pools", made.value(maker_));
  }

  const Value* lambda_scheme(const Field& authorizer) {
    const Field *payload = authorizer.value->find("FunctionPayloadType"), *arn = authorizer.value->find("FunctionArn");
    const std::string_view kind = is_given(payload) ? payload->value->literal() : std::string_view("TOKEN");
    if (kind != "TOKEN" && kind != "REQUEST") {
      context_.refuse_value(api_, *payload, {"FunctionPayloadType of authorizer ", authorizer.key, " has to be TOKEN or REQUEST"});
      return nullptr;
    }
    Fields made;
    made.set(maker_, "type", maker_.text(lower(kind)));
    const Value* uri = maker_.sub(
        context_.join({"arn:", context_.partition(),
                       ":apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations"}),
        {maker_.field("__FunctionArn__", is_given(arn) ? arn->value : maker_.text(""))});
    made.set(maker_, "authorizerUri", uri);
    if (kind == "REQUEST") {
      const Value* sources = identity_sources(authorizer);
      if (sources == nullptr) return nullptr;
      made.set(maker_, "identitySource", sources);
    }
    made.take(maker_, "authorizerResultTtlInSeconds", authorizer.value->find_path("Identity.ReauthorizeEvery"));
    const Field* role = authorizer.value->find("FunctionInvokeRole");
    if (is_given(role) && role->value->literal() != "NONE") made.take(maker_, "authorizerCredentials", role);
    if (kind == "TOKEN") made.take(maker_, "identityValidationExpression", authorizer.value->find_path("Identity.ValidationExpression"));
    return scheme(kind == "REQUEST" ? maker_.text("Unused") : header_of(authorizer), "custom", made.value(maker_));
  }

  /// "method.request.header.A, context.b"; null and refused if there is none.
  const Value* identity_sources(const Field& authorizer) {
    constexpr std::pair<std::string_view, std::string_view> parts[] = {{"Headers", "method.request.header."},
                                                                       {"QueryStrings", "method.request.querystring."},
                                                                       {"StageVariables", "stageVariables."},
                                                                       {"Context", "context."}};
    std::string sources;
    bool good = true;
    const Field* identity = authorizer.value->find("Identity");
    for (const auto& [key, prefix] : parts) {
      const Field* names = is_given(identity) ? identity->value->find(key) : nullptr;
      if (!is_given(names)) continue;
      if (!names->value->is(ValueKind::list)) {
        context_.refuse_value(api_, *names, {"Identity.", key, " of authorizer ", authorizer.key, " has to be a list"});
        good = false;
        continue;
      }
      for (const Field& name : names->value->fields) {
        if (!name.value->is(ValueKind::text) && !name.value->is(ValueKind::expression)) {
          context_.refuse_value(api_, name, {"an item of Identity.", key, " of authorizer ", authorizer.key, " has to be a text"});
          good = false;
          continue;
        }
        if (!sources.empty()) sources += ", ";
        sources.append(prefix).append(context_.text_of(&name));
      }
    }
    if (!good) return nullptr;
    const Field* every = authorizer.value->find_path("Identity.ReauthorizeEvery");
    const bool caches = !is_given(every) || every->value->literal() != "0";
    if (sources.empty() && caches) {
      context_.refuse_value(api_, is_given(identity) ? *identity : authorizer,
                            {"authorizer ", authorizer.key, " needs an Identity with Headers, QueryStrings, StageVariables or Context"});
      return nullptr;
    }
    return sources.empty() ? maker_.text("") : maker_.text(sources);
  }

  void add_default(const Field& standard, const Field* authorizers) {
    const std::string_view name = standard.value->literal();
    if (!standard.value->is(ValueKind::text) || scalar_kind(*standard.value) != ScalarKind::text) {
      context_.refuse_value(api_, standard, {"Auth.DefaultAuthorizer has to be a text"});
      return;
    }
    const bool is_map = authorizers != nullptr && authorizers->value->is(ValueKind::map);
    const Field* known = is_map ? authorizers->value->find(name) : nullptr;
    if (name == "AWS_IAM") {
      add_security_scheme(maker_, document_, name, maker_.map({{"type", maker_.text("apiKey")}, {"name", maker_.text("Authorization")},
                                                               {"in", maker_.text("header")},
                                                               {"x-amazon-apigateway-authtype", maker_.text("awsSigv4")}}));
    } else if (known == nullptr) {
      if (authorizers == nullptr || is_map)
        context_.refuse_value(api_, standard, {"DefaultAuthorizer ", name, " is none of the API's Authorizers"});
      return;
    }
    const Field* scopes = known != nullptr ? known->value->find("AuthorizationScopes") : nullptr;
    const Value* list = is_given(scopes) ? scopes->value : maker_.list(std::vector<Field>{});
    const Field* preflight = api_.find("Auth.AddDefaultAuthorizerToCorsPreflight");
    const bool skips_options = preflight != nullptr && is_false(*preflight->value);
    document_.each_operation([&](std::string_view path, std::string_view method, Editable& operation) {
      if (equals_ignoring_case(method, "options") && skips_options) return;
      if (!is_decided(path, method, operation)) add_security(maker_, operation, name, list);
    });
  }

  /// Does the operation name an authorizer, or NONE, already?
  bool is_decided(std::string_view path, std::string_view method, Editable& operation) {
    const Editable* security = operation.find("security");
    if (security == nullptr || !security->field().value->is(ValueKind::list)) return false;
    for (const Field& item : security->field().value->fields) {
      if (!item.value->is(ValueKind::map)) {
        context_.refuse_value(api_, item, {"an item of security of ", method, " ", path, " has to be a map"});
        return true;
      }
      for (const Field& one : item.value->fields)
        if (one.key == "NONE" || one.key == "AWS_IAM" || is_authorizer(one.key)) return true;
    }
    return false;
  }

  bool is_authorizer(std::string_view name) const {
    const Field* authorizers = api_.find("Auth.Authorizers");
    return authorizers != nullptr && authorizers->value->find(name) != nullptr;
  }

  void require_keys() {
    const Field* preflight = api_.find("Auth.AddApiKeyRequiredToCorsPreflight");
    const bool skips_options = preflight != nullptr && is_false(*preflight->value);
    add_security_scheme(maker_, document_, "api_key", maker_.map({{"type", maker_.text("apiKey")}, {"name", maker_.text("x-api-key")},
                                                                  {"in", maker_.text("header")}}));
    document_.each_operation([&](std::string_view path, std::string_view method, Editable& operation) {
      if (equals_ignoring_case(method, "options") && skips_options) return;
      const std::pair<std::string_view, std::string> place{path, normal_method(method)};
      if (std::find(document_.open_keys.begin(), document_.open_keys.end(), place) != document_.open_keys.end()) return;
      if (const Editable* security = operation.find("security"); security != nullptr && security->field().value->is(ValueKind::list))
        for (const Field& item : security->field().value->fields)
          if (!item.value->is(ValueKind::map)) {
            context_.refuse_value(api_, item, {"an item of security of ", method, " ", path, " has to be a map"});
            return;
          }
      add_security(maker_, operation, "api_key", maker_.list(std::vector<Field>{}));
    });
  }

  void add_policy(const Field& policy) {
    if (!policy.value->is(ValueKind::map)) {
      if (!policy.value->is(ValueKind::broken) && !policy.value->is(ValueKind::expression)) context_.refuse_value(api_, policy, {"Auth.ResourcePolicy has to be a map"});
      return;
    }
    document_.each_operation([&](std::string_view path, std::string_view method, Editable&) {
      add_resource_policy(context_, document_, api_, policy, {path, normal_method(method)});
    });
    add_custom_statements(context_, document_, api_, policy);
  }

  Context& context_;
  ApiDocument& document_;
  const SamResource& api_;
  Maker maker_;
};

}  // namespace

void add_rest_auth(Context& context, ApiDocument& document) { RestAuth(context, document).add(); }

void permit_authorizers(Context& context, const ApiDocument& document) {
  const SamResource& api = *document.api;
  const Field* authorizers = api.find("Auth.Authorizers");
  if (authorizers == nullptr || !authorizers->value->is(ValueKind::map)) return;
  const Maker maker = context.maker(api);
  for (const Field& authorizer : authorizers->value->fields) {
    const Field *arn = authorizer.value->find("FunctionArn"), *off = authorizer.value->find("DisableFunctionDefaultPermissions"),
                *on = authorizer.value->find("EnableFunctionDefaultPermissions");
    if (!is_given(arn)) continue;
    const bool permits = document.is_http ? is_given(on) && is_true(*on->value) : !is_given(off) || !is_true(*off->value);
    if (!permits) continue;
    const Value* source = maker.sub(
        context.join({"arn:", document.is_http ? "${AWS::Partition}" : context.partition(),
                      ":execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*"}),
        {maker.field("__ApiId__", maker.ref(api.id()))});
    Draft& permission = context.add(api, context.join({api.id(), authorizer.key, "AuthorizerPermission"}), "AWS::Lambda::Permission");
    permission.properties.set(maker, "Action", maker.text("lambda:InvokeFunction"));
    permission.properties.set({"FunctionName", arn->origin, document.is_http ? arn->value : context.resolve_parameters(arn->value)});
    permission.properties.set(maker, "Principal", maker.text("apigateway.amazonaws.com"));
    permission.properties.set(maker, "SourceArn", source);
  }
}

}  // namespace cumulint::sam
