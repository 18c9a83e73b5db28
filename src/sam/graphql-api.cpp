// AWS::Serverless::GraphQLApi: an AppSync API with its schema, keys, cache, domain and who may call it.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-graphqlapi.html
#include <algorithm>

#include "base/strings.h"
#include "sam/graphql.h"
#include "sam/parts.h"
#include "sam/properties.h"
#include "sam/role.h"
#include "sam/tags.h"

namespace cumulint::sam {
namespace {

constexpr PropertyRule rules[] = {
    {"Auth", Shape::map, true, true},  {"SchemaInline", Shape::text, false, true}, {"SchemaUri", Shape::text, false, true},
    {"DataSources", Shape::map, false, true}, {"Functions", Shape::map, false, true}, {"Resolvers", Shape::map, false, true},
    {"ApiKeys", Shape::map, false, true}, {"Cache", Shape::map, false, true}, {"DomainName", Shape::map, false, true},
    {"XrayEnabled", Shape::boolean, false, true}, {"Logging", Shape::any, false, true}, {"Tags", Shape::map}};

struct AuthKind {
  std::string_view type, setting, made;  // AuthType, its settings, what AppSync calls them
};
constexpr AuthKind auth_kinds[] = {{"API_KEY", "", ""},
                                   {"AWS_IAM", "", ""},
                                   {"AWS_LAMBDA", "LambdaAuthorizer", "LambdaAuthorizerConfig"},
                                   {"OPENID_CONNECT", "OpenIDConnect", "OpenIDConnectConfig"},
                                   {"AMAZON_COGNITO_USER_POOLS", "UserPool", "UserPoolConfig"}};

class GraphqlMaker {
 public:
  GraphqlMaker(Context& context, const SamResource& api) : context_(context), api_(api), maker_(context.maker(api)) {}

  void make() {
    if (!check()) return;
    const std::size_t first = context_.drafts().size();
    Draft& made = context_.add_main(api_, "AWS::AppSync::GraphQLApi");
    made.properties.set(maker_, "Name", maker_.text(api_.id()));
    for (const std::string_view name : {"Name", "XrayEnabled", "Visibility", "OwnerContact", "IntrospectionConfig",
                                        "QueryDepthLimit", "ResolverCountLimit"})
      if (const Field* field = api_.find(name); is_set(field) || name == "XrayEnabled") made.properties.take(maker_, name, field);
    const Field* tags = api_.find("Tags");
    made.properties.set({"Tags", tags != nullptr ? tags->origin : maker_.origin(), tag_list(context_, api_, tags, "graphqlapi:createdBy")});
    set_auth(made);
    set_logging(made);
    make_schema();
    make_keys();
    make_cache();
    make_domain();
    make_graphql_sources(context_, api_);
    make_graphql_functions(context_, api_);
    make_graphql_resolvers(context_, api_);
    share_attributes(first);
  }

 private:
  /// What the API depends on and says of itself goes for all of its parts; a resolver depends on the schema alone.
  void share_attributes(std::size_t first) {
    const Draft main = context_.drafts()[first];
    for (std::size_t i = first + 1; i < context_.drafts().size(); ++i) {
      Draft& part = context_.drafts()[i];
      if (part.depends_on.empty()) part.depends_on = main.depends_on;
      part.attributes = main.attributes;
    }
  }

  bool check() {
    bool good = check_properties(context_, {.subject = api_, .open = true}, *api_.properties, rules);
    const Field *text = api_.find("SchemaInline"), *uri = api_.find("SchemaUri");
    if (text != nullptr && uri != nullptr) {
      context_.refuse_conflict(api_, *uri, {"SchemaInline and SchemaUri exclude each other"}, "remove one of them");
      good = false;
    }
    if (text == nullptr && uri == nullptr) {
      context_.refuse(api_, api_.written->origin.key_place(), Refusal::value, {"SchemaInline or SchemaUri is required"});
      good = false;
    }
    return good && check_graphql(context_, api_);
  }

  Draft& add(std::string_view suffix, std::string_view type) {
    Draft& draft = context_.add(api_, context_.join({api_.id(), suffix}), type);
    draft.properties.set(maker_, "ApiId", maker_.get_att(api_.id(), "ApiId"));
    return draft;
  }

  /// {AuthenticationType, its settings}; false if it is refused.
  bool add_provider(const Field& auth, bool is_default, Fields& made) {
    const Field* type = auth.value->find("Type");
    const AuthKind* kind = nullptr;
    for (const AuthKind& one : auth_kinds)
      if (is_given(type) && one.type == type->value->literal()) kind = &one;
    if (kind == nullptr) {
      context_.refuse_value(api_, is_given(type) ? *type : auth,
                            {"Auth needs a Type of API_KEY, AWS_IAM, AWS_LAMBDA, OPENID_CONNECT or AMAZON_COGNITO_USER_POOLS"});
      return false;
    }
    made.take(maker_, "AuthenticationType", type);
    if (kind->setting.empty()) return true;
    const Field* settings = auth.value->find(kind->setting);
    if (!is_given(settings) || !settings->value->is(ValueKind::map)) {
      context_.refuse_value(api_, auth, {"Auth needs ", kind->setting, " for Type ", kind->type});
      return false;
    }
    Fields config(*settings->value);
    if (!is_default) config.erase("DefaultAction");
    made.set({kind->made, settings->origin, config.value(maker_)});
    if (kind->type == "AWS_LAMBDA") permit_authorizer(config.find("AuthorizerUri"));
    return true;
  }

  void set_auth(Draft& made) {
    const Field* auth = api_.find("Auth");
    if (!add_provider(*auth, true, made.properties)) return;
    const Field* additional = auth->value->find("Additional");
    if (!is_given(additional)) return;
    if (!additional->value->is(ValueKind::list)) {
      context_.refuse_value(api_, *additional, {"Auth.Additional has to be a list"});
      return;
    }
    std::vector<Field> providers;
    for (const Field& item : additional->value->fields) {
      Fields provider;
      if (add_provider(item, false, provider)) providers.push_back({{}, item.origin, provider.value(maker_)});
    }
    made.properties.set({"AdditionalAuthenticationProviders", additional->origin, maker_.list(std::move(providers))});
  }

  void permit_authorizer(const Field* arn) {
    if (!is_given(arn)) return;
    const std::string id = std::string(api_.id()) + "ToLambdaAuthConnector" + std::to_string(++lambda_authorizers_);
    const Value* destination = maker_.map({{"Type", maker_.text("AWS::Lambda::Function")}, {"Arn", arn->value}});
    add_connector(context_, api_, {id, maker_.map({{"Id", maker_.text(api_.id())}}), destination,
                                   maker_.list({maker_.text("Write")})});
  }

  void set_logging(Draft& made) {
    const Field* logging = api_.find("Logging");
    if (logging != nullptr && is_false(*logging->value)) return;
    Fields config;
    const bool is_map = logging != nullptr && logging->value->is(ValueKind::map);
    if (is_map) config = Fields(*logging->value);
    if (!config.has("FieldLogLevel")) config.set(maker_, "FieldLogLevel", maker_.text("ALL"));
    if (!config.has("CloudWatchLogsRoleArn")) {
      Draft& role = context_.add(api_, context_.join({api_.id(), "CloudWatchRole"}), "AWS::IAM::Role");
      role.properties.set(maker_, "AssumeRolePolicyDocument", assume_role_document(maker_, "appsync.amazonaws.com"));
      role.properties.set(maker_, "ManagedPolicyArns",
                          maker_.list({maker_.sub("arn:${AWS::Partition}:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs")}));
      config.set(maker_, "CloudWatchLogsRoleArn", maker_.get_att(role.id, "Arn"));
    }
    made.properties.set({"LogConfig", is_map ? logging->origin : maker_.origin(), config.value(maker_)});
  }

  void make_schema() {
    Draft& schema = add("Schema", "AWS::AppSync::GraphQLSchema");
    schema.properties.take(maker_, "Definition", api_.find("SchemaInline"));
    schema.properties.take(maker_, "DefinitionS3Location", api_.find("SchemaUri"));
  }

  void make_keys() {
    const Field* keys = api_.find("ApiKeys");
    if (keys == nullptr) return;
    for (const Field& key : keys->value->fields) {
      Draft& made = add(key.key, "AWS::AppSync::ApiKey");
      made.properties.take(maker_, "ApiKeyId", key.value->find("ApiKeyId"));
      made.properties.take(maker_, "Description", key.value->find("Description"));
      made.properties.take(maker_, "Expires", key.value->find("ExpiresOn"));
    }
  }

  void make_cache() {
    const Field* cache = api_.find("Cache");
    if (cache == nullptr) return;
    Draft& made = add("ApiCache", "AWS::AppSync::ApiCache");
    for (const Field& field : cache->value->fields) made.properties.take(maker_, field.key, &field);
  }

  void make_domain() {
    const Field* domain = api_.find("DomainName");
    if (domain == nullptr) return;
    Draft& made = context_.add(api_, context_.join({api_.id(), "DomainName"}), "AWS::AppSync::DomainName");
    for (const Field& field : domain->value->fields) made.properties.take(maker_, field.key, &field);
    Draft& association = add("DomainNameApiAssociation", "AWS::AppSync::DomainNameApiAssociation");
    association.properties.set(maker_, "DomainName", maker_.ref(made.id));
  }

  Context& context_;
  const SamResource& api_;
  Maker maker_;
  int lambda_authorizers_ = 0;
};

}  // namespace

void add_connector(Context& context, const SamResource& api, const ImpliedConnector& implied) {
  const Maker maker = context.maker(api);
  Resource* resource = context.arena().make<Resource>();
  resource->id = context.arena().copy(implied.id);
  resource->type = "AWS::Serverless::Connector";
  resource->origin = maker.origin();
  resource->origin.value = api.written->origin.value;
  resource->written = api.written;
  resource->generated = true;
  resource->body = maker.map({{"Properties", maker.map({{"Source", implied.source},
                                                          {"Destination", implied.destination},
                                                          {"Permissions", implied.permissions}})}});
  resource->properties = maker.keep(*resource->body->find("Properties"));
  context.add_sam(*resource);
}

void expand_graphql_api(Context& context, const SamResource& api) { GraphqlMaker(context, api).make(); }

}  // namespace cumulint::sam
