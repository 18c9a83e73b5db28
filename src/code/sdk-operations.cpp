// Tables of AWS's services that the SDKs of all languages share.

#include "code/sdk-operations.h"

#include <string>

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr int max_argument_depth = 4;
constexpr std::size_t max_arguments = 200;

struct Target {
  std::string_view service, operation;  // operation empty: every other one of the service
  std::span<const std::string_view> parameters;
};

template <std::size_t size>
using Names = std::string_view[size];

constexpr Names<1> table_name = {"TableName"};
constexpr Names<6> transact_items = {"TransactItems[].Put.TableName", "TransactItems[].Update.TableName",
                                     "TransactItems[].Delete.TableName", "TransactItems[].ConditionCheck.TableName",
                                     "TransactItems[].Get.TableName", "TransactItems[].TableName"};
constexpr Names<1> request_items = {"RequestItems"};
constexpr Names<1> statement = {"Statement"};
constexpr Names<1> statements = {"Statements[].Statement"};
constexpr Names<1> transact_statements = {"TransactStatements[].Statement"};
constexpr Names<1> stream_arn = {"StreamArn"};
constexpr Names<2> queue_url = {"QueueUrl", "QueueName"};
constexpr Names<3> topic_arn = {"TopicArn", "TargetArn", "Name"};
constexpr Names<1> function_name = {"FunctionName"};
constexpr Names<1> bucket = {"Bucket"};
constexpr Names<1> entry_bus = {"Entries[].EventBusName"};
constexpr Names<2> bus_name = {"EventBusName", "Name"};
constexpr Names<2> machine = {"stateMachineArn", "executionArn"};
constexpr Names<2> stream_name = {"StreamName", "StreamARN"};
constexpr Names<1> delivery_stream = {"DeliveryStreamName"};
constexpr Names<1> secret_id = {"SecretId"};
constexpr Names<3> parameter_name = {"Name", "Names[]", "Path"};
constexpr Names<1> key_id = {"KeyId"};
constexpr Names<1> log_group = {"logGroupName"};
constexpr Names<1> user_pool = {"UserPoolId"};
constexpr Names<1> resource_arn = {"resourceArn"};
constexpr Names<2> schedule_name = {"Name", "GroupName"};
constexpr Names<2> task = {"taskDefinition", "cluster"};
constexpr Names<2> job_queue = {"jobQueue", "jobDefinition"};
constexpr Names<1> job_name = {"JobName"};
constexpr Names<1> model_id = {"modelId"};
constexpr Names<1> endpoint = {"EndpointName"};
constexpr Names<1> distribution = {"DistributionId"};
constexpr Names<1> domain = {"DomainName"};
constexpr Names<1> project = {"projectName"};

constexpr Target targets[] = {
    {"dynamodb", "BatchGetItem", request_items},
    {"dynamodb", "BatchWriteItem", request_items},
    {"dynamodb", "TransactGetItems", transact_items},
    {"dynamodb", "TransactWriteItems", transact_items},
    {"dynamodb", "ExecuteStatement", statement},
    {"dynamodb", "BatchExecuteStatement", statements},
    {"dynamodb", "ExecuteTransaction", transact_statements},
    {"dynamodb", "DescribeStream", stream_arn},
    {"dynamodb", "GetShardIterator", stream_arn},
    {"dynamodb", "", table_name},
    {"sqs", "", queue_url},
    {"sns", "", topic_arn},
    {"lambda", "", function_name},
    {"s3", "", bucket},
    {"events", "PutEvents", entry_bus},
    {"events", "", bus_name},
    {"states", "", machine},
    {"kinesis", "", stream_name},
    {"firehose", "", delivery_stream},
    {"secretsmanager", "", secret_id},
    {"ssm", "", parameter_name},
    {"kms", "", key_id},
    {"logs", "", log_group},
    {"cognito-idp", "", user_pool},
    {"rds-data", "", resource_arn},
    {"scheduler", "", schedule_name},
    {"ecs", "", task},
    {"batch", "", job_queue},
    {"glue", "", job_name},
    {"bedrock", "", model_id},
    {"sagemaker", "", endpoint},
    {"cloudfront", "", distribution},
    {"es", "", domain},
    {"codebuild", "", project},
};

struct Prefix {
  std::string_view name, service;  // name: lower case without separators
};

/// Where SDKs and IAM call a service differently.
constexpr Prefix prefixes[] = {
    {"accessanalyzer", "access-analyzer"},
    {"apigatewayv2", "apigateway"},
    {"apigatewaymanagementapi", "execute-api"},
    {"applicationautoscaling", "application-autoscaling"},
    {"appconfigdata", "appconfig"},
    {"bedrockruntime", "bedrock"},
    {"bedrockagent", "bedrock"},
    {"bedrockagentruntime", "bedrock"},
    {"cloudwatchevents", "events"},
    {"cloudwatchlogs", "logs"},
    {"cognitoidentity", "cognito-identity"},
    {"cognitoidp", "cognito-idp"},
    {"cognitoidentityprovider", "cognito-idp"},
    {"cognitoidentityserviceprovider", "cognito-idp"},
    {"cognitosync", "cognito-sync"},
    {"configservice", "config"},
    {"costexplorer", "ce"},
    {"databasemigrationservice", "dms"},
    {"docdb", "rds"},
    {"dynamodbstreams", "dynamodb"},
    {"efs", "elasticfilesystem"},
    {"elasticloadbalancingv2", "elasticloadbalancing"},
    {"elb", "elasticloadbalancing"},
    {"elbv2", "elasticloadbalancing"},
    {"emr", "elasticmapreduce"},
    {"elasticsearchservice", "es"},
    {"opensearch", "es"},
    {"eventbridge", "events"},
    {"iotdata", "iot"},
    {"iotdataplane", "iot"},
    {"kinesisanalyticsv2", "kinesisanalytics"},
    {"lexruntime", "lex"},
    {"lexruntimeservice", "lex"},
    {"lexruntimev2", "lex"},
    {"location", "geo"},
    {"neptune", "rds"},
    {"pinpoint", "mobiletargeting"},
    {"pinpointsmsvoicev2", "sms-voice"},
    {"rdsdata", "rds-data"},
    {"rdsdataservice", "rds-data"},
    {"redshiftdata", "redshift-data"},
    {"resourcegroups", "resource-groups"},
    {"resourcegroupstaggingapi", "tag"},
    {"route53domains", "route53domains"},
    {"s3control", "s3"},
    {"sagemakerruntime", "sagemaker"},
    {"sagemakerfeaturestoreruntime", "sagemaker"},
    {"sesv2", "ses"},
    {"sfn", "states"},
    {"stepfunctions", "states"},
    {"timestreamquery", "timestream"},
    {"timestreamwrite", "timestream"},
    {"transcribestreaming", "transcribe"},
    {"verifiedpermissions", "verifiedpermissions"},
};

void add_field(std::string_view name, const Meanings& values, std::vector<TracedArgument>& out, MeaningStore& store,
               int depth);

void add_nested(std::string_view name, const Meaning& one, std::vector<TracedArgument>& out, MeaningStore& store, int depth) {
  if (one.kind == MeaningKind::map) {
    for (const auto& [key, values] : one.object->fields)
      add_field(store.arena().join({name, ".", key}), values, out, store, depth);
  } else if (one.kind == MeaningKind::list) {
    Meanings all = one.object->rest;
    for (const Meanings& item : one.object->items) all = store.join(all, item);
    add_field(store.arena().join({name, "[]"}), all, out, store, depth);
  }
}

void add_field(std::string_view name, const Meanings& values, std::vector<TracedArgument>& out, MeaningStore& store,
               int depth) {
  if (out.size() >= max_arguments) return;
  out.push_back({name, values});
  if (depth == 0) return;
  for (const Meaning* one : values.items)
    if (one->object) add_nested(name, *one, out, store, depth - 1);
}

}  // namespace

std::span<const std::string_view> target_parameters(std::string_view service, std::string_view operation) {
  for (const Target& target : targets)
    if (target.service == service && (target.operation.empty() || target.operation == operation)) return target.parameters;
  return {};
}

void add_arguments(const HeapObject& parameters, std::vector<TracedArgument>& out, MeaningStore& store) {
  for (const auto& [name, values] : parameters.fields) add_field(name, values, out, store, max_argument_depth);
}

namespace {

/// `{ [table]: … }`: the keys name the tables.
Meanings keys_of(const Meanings& values, MeaningStore& store) {
  Meanings keys = {{}, false};
  for (const Meaning* one : values.items) {
    if (one->kind != MeaningKind::map) return {};
    for (const auto& field : one->object->fields) keys = store.join(keys, store.text(field.first, one->place));
    for (const Meanings& key : one->object->items) keys = store.join(keys, key);  // computed ones
    keys.open |= one->object->open;
  }
  return keys;
}

/// The table between FROM (or INTO, UPDATE) and what follows it, of a PartiQL statement.
Meanings table_of(const Meanings& statements, MeaningStore& store);

}  // namespace

void find_target(TracedCall& call, MeaningStore& store) {
  for (const std::string_view name : target_parameters(call.service, call.operation)) {
    for (const TracedArgument& argument : call.arguments) {
      if (argument.name != name) continue;
      const Meanings found = name == "RequestItems" ? keys_of(argument.values, store)
                             : ends_with(name, "Statement") ? table_of(argument.values, store)
                                                            : argument.values;
      call.target = call.has_target ? store.join(call.target, found) : found;
      call.has_target = true;
    }
    // Transactions touch several tables; else the best name decides.
    if (call.has_target && !starts_with(name, "TransactItems")) return;
  }
}

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// Where the table's name begins, behind FROM, INTO or UPDATE; npos if there is none.
std::size_t begin_of_table(std::string_view text) {
  const std::string lowered = lower(text);
  for (const std::string_view word : {"from", "into", "update"}) {
    for (std::size_t at = lowered.find(word); at != std::string::npos; at = lowered.find(word, at + 1)) {
      std::size_t end = at + word.size();
      const bool is_word = (at == 0 || is_space(lowered[at - 1])) && (end == lowered.size() || is_space(lowered[end]));
      if (!is_word) continue;
      while (end < text.size() && is_space(text[end])) ++end;
      return end;
    }
  }
  return std::string_view::npos;
}

/// A literal part of a statement up to the end of the table's name.
std::string_view until_end_of_table(std::string_view text, bool quoted) {
  std::size_t end = 0;
  while (end < text.size() && (quoted ? text[end] != '"' : !is_space(text[end]) && text[end] != '.' && text[end] != '"')) ++end;
  return text.substr(0, end);
}

const Meaning* table_in(const Meaning& statement, MeaningStore& store) {
  const TextPart whole[] = {{.text = statement.text}};
  const std::span<const TextPart> parts = statement.parts.empty() ? std::span<const TextPart>{whole} : statement.parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].hole) continue;
    std::size_t begin = begin_of_table(parts[i].text);
    if (begin == std::string_view::npos) continue;
    const bool quoted = begin < parts[i].text.size() && parts[i].text[begin] == '"';
    begin += quoted;
    std::vector<TextPart> name;
    std::string_view rest = parts[i].text.substr(begin);
    for (std::size_t at = i;; rest = parts[at].text) {
      const std::string_view literal = until_end_of_table(rest, quoted);
      if (!literal.empty()) name.push_back({.text = literal});
      if (literal.size() < rest.size() || ++at == parts.size()) break;
      if (!parts[at].hole) continue;
      name.push_back(parts[at]);
      if (++at == parts.size()) break;
    }
    if (name.empty()) return nullptr;
    if (name.size() == 1 && name[0].hole) return name[0].hole;
    Meaning* made = store.make(MeaningKind::text, statement.place);
    if (name.size() == 1)
      made->text = name[0].text;
    else
      made->parts = store.arena().copy(name);
    return made;
  }
  return nullptr;
}

Meanings table_of(const Meanings& statements, MeaningStore& store) {
  Meanings tables = {{}, statements.open};
  for (const Meaning* one : statements.items) {
    const Meaning* table = one->kind == MeaningKind::text ? table_in(*one, store) : nullptr;
    tables = table ? store.join(tables, store.one(table)) : Meanings{tables.items, true};
  }
  return tables;
}

}  // namespace

std::string_view operation_name(std::string_view method, Arena& arena) {
  std::string made;
  bool upper = true;
  for (const char c : method) {
    if (c == '_') {
      upper = true;
      continue;
    }
    made += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    upper = false;
  }
  return arena.copy(std::string_view{made});
}

std::string_view service_prefix(std::string_view name, Arena& arena) {
  std::string squashed;
  for (const char c : lower(name))
    if (c != '-' && c != '_') squashed += c;
  for (const Prefix& one : prefixes)
    if (one.name == squashed) return one.service;
  return arena.copy(std::string_view{squashed});
}

}  // namespace cumulint
