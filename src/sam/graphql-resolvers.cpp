// Data sources, functions and resolvers of GraphQL APIs.
#include "base/strings.h"
#include "sam/graphql.h"
#include "sam/properties.h"
#include "sam/role.h"

namespace cumulint::sam {
namespace {

class Resolvers {
 public:
  Resolvers(Context& context, const SamResource& api) : context_(context), api_(api), maker_(context.maker(api)) {}

  void make_sources() {
    if (const Field* tables = api_.find("DataSources.DynamoDb"))
      for (const Field& source : tables->value->fields) make_table_source(source);
    if (const Field* functions = api_.find("DataSources.Lambda"))
      for (const Field& source : functions->value->fields) make_lambda_source(source);
  }

  void make_functions() {
    const Field* functions = api_.find("Functions");
    if (functions == nullptr) return;
    for (const Field& function : functions->value->fields)
      if (!is_given(function.value->find("Id"))) make_function(function);
  }

  void make_resolvers() {
    const Field* types = api_.find("Resolvers");
    if (types == nullptr) return;
    for (const Field& type : types->value->fields)
      for (const Field& resolver : type.value->fields) make_resolver(type.key, resolver);
  }

 private:
  std::string_view id(std::initializer_list<std::string_view> parts) const {
    return context_.join({api_.id(), context_.join(parts)});
  }

  Draft& add(std::string_view id, std::string_view type) {
    Draft& draft = context_.add(api_, id, type);
    draft.properties.set(maker_, "ApiId", maker_.get_att(api_.id(), "ApiId"));
    return draft;
  }

  /// The part that all data sources have: name, description, and a role with a connector unless one is given.
  void finish_source(const Field& source, Draft& made, std::string_view type, std::string_view connector, const Value* destination) {
    made.properties.set(maker_, "Name", maker_.text(source.key));
    made.properties.take(maker_, "Name", source.value->find("Name"));
    made.properties.take(maker_, "Description", source.value->find("Description"));
    made.properties.set(maker_, "Type", maker_.text(type));
    const Field* given = source.value->find("ServiceRoleArn");
    if (is_given(given)) {
      made.properties.take(maker_, "ServiceRoleArn", given);
      return;
    }
    Draft& role = context_.add(api_, context_.join({made.id, "Role"}), "AWS::IAM::Role");
    role.properties.set(maker_, "AssumeRolePolicyDocument", assume_role_document(maker_, "appsync.amazonaws.com"));
    made.properties.set(maker_, "ServiceRoleArn", maker_.get_att(role.id, "Arn"));
    const Field* permissions = source.value->find("Permissions");
    const bool is_table = type == "AMAZON_DYNAMODB";
    const Value* all = is_table ? maker_.list({maker_.text("Read"), maker_.text("Write")}) : maker_.list({maker_.text("Write")});
    add_connector(context_, api_, {context_.join({made.id, connector}), maker_.map({{"Id", maker_.text(made.id)}}),
                                   destination, is_given(permissions) && is_table ? permissions->value : all});
  }

  const Value* table_arn(const Field& source) const {
    const Field *arn = source.value->find("TableArn"), *region = source.value->find("Region");
    if (is_given(arn)) return arn->value;
    return maker_.sub("arn:${AWS::Partition}:dynamodb:${__Region__}:${AWS::AccountId}:table/${__TableName__}",
                      {maker_.field("__TableName__", source.value->find("TableName")->value),
                       maker_.field("__Region__", is_given(region) ? region->value : maker_.ref("AWS::Region"))});
  }

  void make_table_source(const Field& source) {
    Draft& made = add(id({source.key, "DynamoDBDataSource"}), "AWS::AppSync::DataSource");
    finish_source(source, made, "AMAZON_DYNAMODB", "ToTableConnector",
                  maker_.map({{"Type", maker_.text("AWS::DynamoDB::Table")}, {"Arn", table_arn(source)}}));
    Fields config;
    config.set(maker_, "AwsRegion", maker_.ref("AWS::Region"));
    config.take(maker_, "AwsRegion", source.value->find("Region"));
    for (const std::string_view name : {"TableName", "UseCallerCredentials", "Versioned"})
      if (const Field* field = source.value->find(name); is_set(field)) config.take(maker_, name, field);
    config.take(maker_, "DeltaSyncConfig", source.value->find("DeltaSync"));
    made.properties.set(maker_, "DynamoDBConfig", config.value(maker_));
  }

  void make_lambda_source(const Field& source) {
    const Field& arn = *source.value->find("FunctionArn");
    Draft& made = add(id({source.key, "LambdaDataSource"}), "AWS::AppSync::DataSource");
    finish_source(source, made, "AWS_LAMBDA", "ToLambdaConnector",
                  maker_.map({{"Type", maker_.text("AWS::Lambda::Function")}, {"Arn", arn.value}}));
    Fields config;
    config.take(maker_, "LambdaFunctionArn", &arn);
    made.properties.set(maker_, "LambdaConfig", config.value(maker_));
  }

  /// The name of a data source: one of the API's, SAM's own for nothing, or whatever a function gives.
  const Value* source_name(const Field& user, const Field& source) {
    if (source.value->is(ValueKind::expression)) return source.value;
    const std::string_view name = source.value->literal();
    if (equals_ignoring_case(name, "NONE")) {
      const std::string_view none = id({"NoneDataSource"});
      if (context_.find(none) == nullptr) {
        Draft& made = add(none, "AWS::AppSync::DataSource");
        made.properties.set(maker_, "Name", maker_.text(none));
        made.properties.set(maker_, "Type", maker_.text("NONE"));
      }
      return maker_.get_att(none, "Name");
    }
    for (const std::string_view suffix : {"DynamoDBDataSource", "LambdaDataSource"})
      if (context_.find(id({name, suffix})) != nullptr) return maker_.get_att(id({name, suffix}), "Name");
    context_.refuse_value(api_, source, {"data source ", name, " of ", user.key, " is none of the API's DataSources"});
    return nullptr;
  }

  bool set_code(const Field& user, Draft& made) {
    const Field *text = user.value->find("InlineCode"), *uri = user.value->find("CodeUri");
    if (is_given(text) && is_given(uri)) {
      context_.refuse_conflict(api_, *uri, {"InlineCode and CodeUri of ", user.key, " exclude each other"});
      return false;
    }
    made.properties.take(maker_, "Code", text);
    made.properties.take(maker_, "CodeS3Location", uri);
    return true;
  }

  void set_runtime(const Field& user, Draft& made) {
    const Field* runtime = user.value->find("Runtime");
    if (!is_given(runtime) || !runtime->value->is(ValueKind::map)) return;
    Fields config;
    config.take(maker_, "Name", runtime->value->find("Name"));
    config.take(maker_, "RuntimeVersion", runtime->value->find("Version"));
    made.properties.set({"Runtime", runtime->origin, config.value(maker_)});
  }

  void make_function(const Field& function) {
    const Field* source = function.value->find("DataSource");
    const Value* name = source_name(function, *source);
    if (name == nullptr) return;
    Draft& made = add(id({function.key}), "AWS::AppSync::FunctionConfiguration");
    if (!set_code(function, made)) return;
    made.properties.set({"DataSourceName", source->origin, name});
    made.properties.set(maker_, "Name", maker_.text(function.key));
    made.properties.take(maker_, "Name", function.value->find("Name"));
    made.properties.take(maker_, "Description", function.value->find("Description"));
    made.properties.take(maker_, "MaxBatchSize", function.value->find("MaxBatchSize"));
    made.properties.take(maker_, "SyncConfig", function.value->find("Sync"));
    set_runtime(function, made);
  }

  /// What a pipeline calls a function by: its id, made or given; null and refused if there is none.
  const Value* function_id(const Field& resolver, const Field& step) {
    const std::string_view name = step.value->literal();
    const Field* functions = api_.find("Functions");
    const Field* function = functions != nullptr ? functions->value->find(name) : nullptr;
    if (function == nullptr) {
      context_.refuse_value(api_, step, {"resolver ", resolver.key, " calls ", name, ", which is none of the API's Functions"});
      return nullptr;
    }
    const Field* given = function->value->find("Id");
    return is_given(given) ? given->value : maker_.get_att(id({name}), "FunctionId");
  }

  void make_resolver(std::string_view type, const Field& resolver) {
    const Field* pipeline = resolver.value->find("Pipeline");
    Draft& made = add(id({type, resolver.key}), "AWS::AppSync::Resolver");
    made.depends_on.push_back(id({"Schema"}));
    made.properties.set(maker_, "TypeName", maker_.text(type));
    made.properties.set(maker_, "FieldName", maker_.text(resolver.key));
    made.properties.take(maker_, "FieldName", resolver.value->find("FieldName"));
    made.properties.set(maker_, "Kind", maker_.text("PIPELINE"));
    if (!set_code(resolver, made)) return;
    if (made.properties.has("Code") || made.properties.has("CodeS3Location")) {
      set_runtime(resolver, made);
    } else {
      made.properties.set(maker_, "Code", maker_.text("\nexport function request(ctx) {\n    return {};\n}\n\n"
                                                      "export function response(ctx) {\n    return ctx.prev.result;\n}\n"));
      made.properties.set(maker_, "Runtime", maker_.map({{"Name", maker_.text("APPSYNC_JS")}, {"RuntimeVersion", maker_.text("1.0.0")}}));
    }
    if (const Field* size = resolver.value->find("MaxBatchSize"); is_set(size)) made.properties.take(maker_, "MaxBatchSize", size);
    made.properties.take(maker_, "CachingConfig", resolver.value->find("Caching"));
    std::vector<Field> steps;
    for (const Field& step : pipeline->value->fields)
      if (const Value* function = function_id(resolver, step)) steps.push_back({{}, step.origin, function});
    made.properties.set({"PipelineConfig", pipeline->origin, maker_.map({{"Functions", maker_.list(std::move(steps))}})});
  }

  Context& context_;
  const SamResource& api_;
  Maker maker_;
};

}  // namespace

void make_graphql_sources(Context& context, const SamResource& api) { Resolvers(context, api).make_sources(); }
void make_graphql_functions(Context& context, const SamResource& api) { Resolvers(context, api).make_functions(); }
void make_graphql_resolvers(Context& context, const SamResource& api) { Resolvers(context, api).make_resolvers(); }

}  // namespace cumulint::sam
