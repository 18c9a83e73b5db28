// What SAM refuses of a GraphQL API before it makes anything: unknown, misplaced and missing settings.
#include "sam/graphql.h"
#include "sam/properties.h"

namespace cumulint::sam {
namespace {

constexpr PropertyRule auth_rules[] = {{"Type", Shape::text, true, true}, {"LambdaAuthorizer"}, {"OpenIDConnect"},
                                       {"UserPool"}, {"Additional", Shape::list, false, true}};
constexpr PropertyRule additional_rules[] = {{"Type", Shape::text, true, true}, {"LambdaAuthorizer"}, {"OpenIDConnect"}, {"UserPool"}};
constexpr PropertyRule authorizer_rules[] = {{"AuthorizerUri", Shape::any, true}, {"AuthorizerResultTtlInSeconds"},
                                             {"IdentityValidationExpression"}};
constexpr PropertyRule open_id_rules[] = {{"Issuer"}, {"ClientId"}, {"AuthTTL"}, {"IatTTL"}};
constexpr PropertyRule user_pool_rules[] = {{"UserPoolId", Shape::any, true}, {"AppIdClientRegex"}, {"AwsRegion"}, {"DefaultAction"}};
constexpr PropertyRule logging_rules[] = {{"CloudWatchLogsRoleArn"}, {"ExcludeVerboseContent"}, {"FieldLogLevel"}};
constexpr PropertyRule key_rules[] = {{"ApiKeyId"}, {"Description"}, {"ExpiresOn"}};
constexpr PropertyRule cache_rules[] = {{"ApiCachingBehavior", Shape::any, true}, {"Ttl", Shape::any, true}, {"Type", Shape::any, true},
                                        {"AtRestEncryptionEnabled"}, {"TransitEncryptionEnabled"}};
constexpr PropertyRule domain_rules[] = {{"CertificateArn", Shape::any, true}, {"DomainName", Shape::any, true}, {"Description"}};
constexpr PropertyRule source_kinds[] = {{"DynamoDb", Shape::map, false, true}, {"Lambda", Shape::map, false, true}};
constexpr PropertyRule table_rules[] = {{"TableName", Shape::any, true}, {"ServiceRoleArn"}, {"TableArn"},
                                        {"Permissions", Shape::list, false, true}, {"Name"}, {"Description"}, {"Region"},
                                        {"DeltaSync"}, {"UseCallerCredentials"}, {"Versioned"}};
constexpr PropertyRule delta_rules[] = {{"BaseTableTTL", Shape::any, true}, {"DeltaSyncTableName", Shape::any, true},
                                        {"DeltaSyncTableTTL", Shape::any, true}};
constexpr PropertyRule lambda_rules[] = {{"FunctionArn", Shape::any, true}, {"ServiceRoleArn"}, {"Description"}, {"Name"}};
constexpr PropertyRule function_rules[] = {{"DataSource"}, {"Runtime"}, {"InlineCode"}, {"CodeUri"}, {"Description"}, {"MaxBatchSize"},
                                           {"Name"}, {"Id"}, {"Sync"}};
constexpr PropertyRule resolver_rules[] = {{"FieldName", Shape::text, false, true}, {"InlineCode"}, {"CodeUri"},
                                           {"Pipeline", Shape::list, false, true}, {"Runtime"}, {"MaxBatchSize"}, {"Caching"}, {"Sync"}};
constexpr PropertyRule runtime_rules[] = {{"Name", Shape::any, true}, {"Version", Shape::any, true}};
constexpr PropertyRule sync_rules[] = {{"ConflictDetection", Shape::any, true}, {"ConflictHandler"}, {"LambdaConflictHandlerConfig"}};
constexpr PropertyRule handler_rules[] = {{"LambdaConflictHandlerArn", Shape::any, true}};
constexpr PropertyRule caching_rules[] = {{"Ttl", Shape::any, true}, {"CachingKeys"}};

struct Nested {
  std::string_view name;
  std::span<const PropertyRule> rules;
};

class GraphqlChecker {
 public:
  GraphqlChecker(Context& context, const SamResource& api) : context_(context), api_(api) {}

  bool check_all() {
    check_auth();
    for (const Nested& one : {Nested{"Cache", cache_rules}, Nested{"DomainName", domain_rules}})
      if (const Field* field = api_.find(one.name)) check_map(*field, one.name, one.rules);
    check_logging();
    if (const Field* keys = api_.find("ApiKeys"))
      for (const Field& key : keys->value->fields) check_map(key, path({"ApiKeys.", key.key}), key_rules);
    check_sources();
    check_functions();
    check_resolvers();
    return good_;
  }

 private:
  std::string_view path(std::initializer_list<std::string_view> parts) const { return context_.join(parts); }

  bool check_map(const Field& field, std::string_view at, std::span<const PropertyRule> rules) {
    bool good = field.value->is(ValueKind::map);
    if (good) good = check_properties(context_, {api_, &field, path({at, "."})}, *field.value, rules);
    else if (field.value->is(ValueKind::broken)) context_.refuse_silently();
    else context_.refuse_value(api_, field, {at, " has to be a map"});
    good_ = good_ && good;
    return good;
  }

  /// A map that may be missing inside another.
  void check_inner(const Field& outer, std::string_view at, const Nested& inner) {
    const Field* field = outer.value->find(inner.name);
    if (is_given(field)) check_map(*field, path({at, ".", inner.name}), inner.rules);
  }

  void check_provider(const Field& provider, std::string_view at, std::span<const PropertyRule> rules) {
    if (!check_map(provider, at, rules)) return;
    for (const Nested& one : {Nested{"LambdaAuthorizer", authorizer_rules}, Nested{"OpenIDConnect", open_id_rules},
                              Nested{"UserPool", user_pool_rules}})
      check_inner(provider, at, one);
  }

  void check_auth() {
    const Field *auth = api_.find("Auth"), *additional = api_.find("Auth.Additional");
    check_provider(*auth, "Auth", auth_rules);
    if (additional == nullptr || !additional->value->is(ValueKind::list)) return;
    for (const Field& item : additional->value->fields) check_provider(item, "Auth.Additional", additional_rules);
  }

  void check_logging() {
    const Field* logging = api_.find("Logging");
    if (logging == nullptr || has_shape(*logging->value, Shape::boolean)) return;
    check_map(*logging, "Logging", logging_rules);
  }

  void check_sources() {
    const Field* sources = api_.find("DataSources");
    if (sources == nullptr || !check_map(*sources, "DataSources", source_kinds)) return;
    if (const Field* tables = api_.find("DataSources.DynamoDb"))
      for (const Field& table : tables->value->fields) {
        const std::string_view at = path({"DataSources.DynamoDb.", table.key});
        if (!check_map(table, at, table_rules)) continue;
        check_inner(table, at, {"DeltaSync", delta_rules});
        check_permissions(table);
      }
    if (const Field* functions = api_.find("DataSources.Lambda"))
      for (const Field& source : functions->value->fields) check_map(source, path({"DataSources.Lambda.", source.key}), lambda_rules);
  }

  void check_permissions(const Field& table) {
    const Field* permissions = table.value->find("Permissions");
    if (!is_given(permissions)) return;
    for (const Field& item : permissions->value->fields) {
      if (item.value->literal() == "Read" || item.value->literal() == "Write") continue;
      good_ = false;
      context_.refuse_value(api_, item, {"Permissions of data source ", table.key, " are Read and Write"});
    }
  }

  /// What functions and resolvers have in common.
  void check_code(const Field& user, std::string_view at) {
    check_inner(user, at, {"Runtime", runtime_rules});
    check_inner(user, at, {"Sync", sync_rules});
    const Field* handler = user.value->find_path("Sync.LambdaConflictHandlerConfig");
    if (is_given(handler)) check_map(*handler, path({at, ".Sync.LambdaConflictHandlerConfig"}), handler_rules);
  }

  void refuse(const Field& user, std::initializer_list<std::string_view> words) {
    good_ = false;
    context_.refuse(api_, user.origin.key_place(), Refusal::value, words);
  }

  void check_functions() {
    const Field* functions = api_.find("Functions");
    if (functions == nullptr) return;
    for (const Field& function : functions->value->fields) {
      const std::string_view at = path({"Functions.", function.key});
      if (!check_map(function, at, function_rules)) continue;
      check_code(function, at);
      const auto has = [&](std::string_view name) { return is_set(function.value->find(name)); };
      if (has("Id") && function.value->fields.size() > 1) refuse(function, {"function ", function.key, " with an Id takes no other settings"});
      if (has("Id")) continue;
      if (!has("DataSource")) refuse(function, {"function ", function.key, " needs a DataSource"});
      if (!has("Runtime")) refuse(function, {"function ", function.key, " needs a Runtime"});
      if (!has("InlineCode") && !has("CodeUri")) refuse(function, {"function ", function.key, " needs InlineCode or CodeUri"});
    }
  }

  void check_resolvers() {
    const Field* types = api_.find("Resolvers");
    if (types == nullptr) return;
    for (const Field& type : types->value->fields) {
      if (!type.value->is(ValueKind::map)) check_map(type, path({"Resolvers.", type.key}), {});
      for (const Field& resolver : type.value->fields) check_resolver(resolver, path({"Resolvers.", type.key, ".", resolver.key}));
    }
  }

  void check_resolver(const Field& resolver, std::string_view at) {
    if (!check_map(resolver, at, resolver_rules)) return;
    check_code(resolver, at);
    check_inner(resolver, at, {"Caching", caching_rules});
    const auto has = [&](std::string_view name) { return is_set(resolver.value->find(name)); };
    if (!has("Pipeline")) refuse(resolver, {"resolver ", resolver.key, " needs a Pipeline: SAM makes no unit resolvers"});
    if ((has("InlineCode") || has("CodeUri")) && !has("Runtime")) refuse(resolver, {"resolver ", resolver.key, " needs a Runtime for its code"});
  }

  Context& context_;
  const SamResource& api_;
  bool good_ = true;
};

}  // namespace

bool check_graphql(Context& context, const SamResource& api) { return GraphqlChecker(context, api).check_all(); }

}  // namespace cumulint::sam
