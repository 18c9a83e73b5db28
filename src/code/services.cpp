// Tables of service and operation names, and the noting of an operation.

#include "code/services.h"

#include <algorithm>
#include <string>

#include "base/strings.h"

namespace cumulint {
namespace {

struct Pair {
  std::string_view name, value;
};

// Where an SDK's name for a service is not its prefix in IAM actions:
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
constexpr Pair prefixes[] = {
    {"stepfunctions", "states"},       {"sfn", "states"},
    {"eventbridge", "events"},         {"cloudwatch-events", "events"},
    {"cloudwatchevents", "events"},    {"cloudwatch-logs", "logs"},
    {"cloudwatchlogs", "logs"},        {"sesv2", "ses"},
    {"pinpoint-email", "ses"},         {"apigatewaymanagementapi", "execute-api"},
    {"apigatewayv2", "apigateway"},    {"api-gateway", "apigateway"},
    {"elbv2", "elasticloadbalancing"}, {"elb", "elasticloadbalancing"},
    {"elastic-load-balancing-v2", "elasticloadbalancing"},
    {"efs", "elasticfilesystem"},      {"opensearch", "es"},
    {"dynamodbstreams", "dynamodb"},   {"dynamodb-streams", "dynamodb"},
    {"bedrock-runtime", "bedrock"},    {"bedrock-agent-runtime", "bedrock"},
    {"bedrock-agent", "bedrock"},      {"bedrock-agentcore-control", "bedrock-agentcore"},
    {"iot-data", "iot"},               {"iot-data-plane", "iot"},
    {"iotdata", "iot"},                {"sagemaker-runtime", "sagemaker"},
    {"sagemakerruntime", "sagemaker"}, {"rdsdata", "rds-data"},
    {"location", "geo"},               {"timestream-write", "timestream"},
    {"timestream-query", "timestream"},{"pinpoint", "mobiletargeting"},
    {"appconfigdata", "appconfig"},    {"cognito-identity-provider", "cognito-idp"},
    {"cognitoidentityserviceprovider", "cognito-idp"}, {"cognitoidentity", "cognito-identity"},
    {"secrets-manager", "secretsmanager"}, {"s3control", "s3"},
    {"s3-control", "s3"},              {"kinesis-video", "kinesisvideo"},
    {"emr", "elasticmapreduce"},       
    {"resource-groups-tagging-api", "tag"},
    {"resourcegroupstaggingapi", "tag"}, {"cost-explorer", "ce"},
    {"connect-contact-lens", "connect"},
    {"lex-runtime-service", "lex"},    {"lexv2-runtime", "lex"},
    {"lex-runtime-v2", "lex"},         {"lexv2-models", "lex"},
    {"neptunedata", "neptune-db"},
    {"qldb-session", "qldb"},          {"marketplace-metering", "aws-marketplace"},
    {"meteringmarketplace", "aws-marketplace"}, {"marketplace-entitlement", "aws-marketplace"},
    {"personalize-runtime", "personalize"}, {"personalize-events", "personalize"},
    {"sso-admin", "sso"},                  
    {"migrationhub-config", "mgh"},    
    {"auto-scaling", "autoscaling"},   
    {"keyspaces", "cassandra"},
    {"cloudhsmv2", "cloudhsm"},        
    {"chime-sdk-messaging", "chime"},
    {"chime-sdk-meetings", "chime"},   {"chime-sdk-voice", "chime"},
    {"pinpoint-sms-voice-v2", "sms-voice"}, {"forecastquery", "forecast"},
    {"rdsdataservice", "rds-data"},    {"applicationautoscaling", "application-autoscaling"},
    {"iotdataplane", "iot"},           {"redshiftdata", "redshift-data"},
    {"lexruntime", "lex"},             {"lexruntimev2", "lex"},
    {"database-migration-service", "dms"}, {"directory-service", "ds"},
};

// Words of operation names that are not written like a word. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/
struct Word {
  std::string_view service, word, written;
};
constexpr Word words[] = {
    {"rds", "db", "DB"},       {"iam", "mfa", "MFA"},     {"iam", "saml", "SAML"},    {"iam", "ssh", "SSH"},
    {"sts", "saml", "SAML"},   {"wafv2", "acl", "ACL"},   {"wafv2", "ip", "IP"},      {"cognito-idp", "mfa", "MFA"},
    {"cognito-idp", "ui", "UI"}, {"wafv2", "acls", "ACLs"}, {"sns", "sms", "SMS"},    {"sns", "arn", "ARN"},
    {"rds", "iam", "IAM"},         {"docdb", "db", "DB"},     {"neptune", "db", "DB"},
};

struct Target {
  std::string_view service, operation, argument;  // operation empty: all others of the service
};
constexpr Target targets[] = {
    {"dynamodb", "ExecuteStatement", "Statement"},
    {"dynamodb", "BatchExecuteStatement", "Statements[].Statement"},
    {"dynamodb", "ExecuteTransaction", "TransactStatements[].Statement"},
    {"dynamodb", "BatchGetItem", "RequestItems"},
    {"dynamodb", "BatchWriteItem", "RequestItems"},
    {"dynamodb", "TransactWriteItems", "TransactItems[].*.TableName"},
    {"dynamodb", "TransactGetItems", "TransactItems[].Get.TableName"},
    {"dynamodb", "ListTables", ""},
    {"dynamodb", "ListStreams", ""},
    {"dynamodb", "DescribeStream", "StreamArn"},
    {"dynamodb", "GetRecords", ""},
    {"dynamodb", "GetShardIterator", "StreamArn"},
    {"dynamodb", "", "TableName"},
    {"s3", "ListBuckets", ""},
    {"s3", "WriteGetObjectResponse", ""},
    {"s3", "", "Bucket"},
    {"sqs", "GetQueueUrl", "QueueName"},
    {"sqs", "CreateQueue", "QueueName"},
    {"sqs", "ListQueues", ""},
    {"sqs", "", "QueueUrl"},
    {"sns", "CreateTopic", "Name"},
    {"sns", "ListTopics", ""},
    {"sns", "Unsubscribe", ""},
    {"sns", "", "TopicArn"},
    {"lambda", "ListFunctions", ""},
    {"lambda", "ListEventSourceMappings", "FunctionName"},
    {"lambda", "UpdateEventSourceMapping", ""},
    {"lambda", "GetEventSourceMapping", ""},
    {"lambda", "ListLayers", ""},
    {"lambda", "", "FunctionName"},
    {"events", "PutEvents", "Entries[].EventBusName"},
    {"events", "PutRule", "EventBusName"},
    {"events", "", "EventBusName"},
    {"states", "StartExecution", "stateMachineArn"},
    {"states", "StartSyncExecution", "stateMachineArn"},
    {"states", "DescribeStateMachine", "stateMachineArn"},
    {"states", "UpdateStateMachine", "stateMachineArn"},
    {"states", "ListExecutions", "stateMachineArn"},
    {"states", "GetActivityTask", "activityArn"},
    {"kinesis", "ListStreams", ""},
    {"kinesis", "GetRecords", ""},
    {"kinesis", "", "StreamName"},
    {"firehose", "", "DeliveryStreamName"},
    {"secretsmanager", "CreateSecret", "Name"},
    {"secretsmanager", "GetRandomPassword", ""},
    {"secretsmanager", "ListSecrets", ""},
    {"secretsmanager", "", "SecretId"},
    {"ssm", "GetParameter", "Name"},
    {"ssm", "PutParameter", "Name"},
    {"ssm", "DeleteParameter", "Name"},
    {"ssm", "GetParameters", "Names[]"},
    {"ssm", "GetParametersByPath", "Path"},
    {"kms", "", "KeyId"},
    {"logs", "", "logGroupName"},
    {"rds-data", "", "resourceArn"},
    {"scheduler", "", "GroupName"},
    {"sagemaker", "InvokeEndpoint", "EndpointName"},
    {"ecs", "RunTask", "cluster"},
    {"ecs", "UpdateService", "cluster"},
    {"batch", "SubmitJob", "jobQueue"},
    {"codebuild", "StartBuild", "projectName"},
    {"codepipeline", "StartPipelineExecution", "name"},
    {"glue", "StartJobRun", "JobName"},
    {"glue", "StartCrawler", "Name"},
    {"cognito-idp", "", "UserPoolId"},
    {"athena", "StartQueryExecution", "WorkGroup"},
};

constexpr int max_argument_depth = 4;
constexpr std::size_t max_arguments = 60;

}  // namespace

std::string_view service_prefix(std::string_view sdk_name) {
  for (const Pair& one : prefixes)
    if (one.name == sdk_name) return one.value;
  return sdk_name;
}

std::string_view operation_of_snake_case(std::string_view service, std::string_view method, Arena& arena) {
  std::string made;
  for (const std::string_view word : split(method, '_')) {
    if (word.empty()) continue;
    const auto special = std::find_if(std::begin(words), std::end(words), [&](const Word& one) {
      return one.service == service && one.word == word;
    });
    if (special != std::end(words)) {
      made += special->written;
      continue;
    }
    made += word[0] >= 'a' && word[0] <= 'z' ? static_cast<char>(word[0] - 32) : word[0];
    made += word.substr(1);
  }
  return arena.copy(std::string_view{made});
}

std::string_view target_argument(std::string_view service, std::string_view operation) {
  for (const Target& one : targets)
    if (one.service == service && (one.operation == operation || one.operation.empty())) return one.argument;
  return {};
}

std::vector<TracedArgument> arguments_of(MeaningStore& store, const Meanings& parameters, bool& spread) {
  std::vector<TracedArgument> made;
  const HeapObject given = store.merged(parameters);
  spread |= given.open || !given.rest.nothing();
  for (const auto& [name, values] : given.fields) made.push_back({name, values});
  return made;
}

std::vector<TracedArgument> named_arguments(const CallSite& site) {
  std::vector<TracedArgument> made;
  for (const CallArgument& one : site.arguments)
    if (!one.name.empty()) made.push_back({one.name, one.values});
  return made;
}

namespace {

/// Puts an argument and what lies in it into the list: Entries, Entries[].Detail …
void flatten(Interpreter& interpreter, std::string_view name, const Meanings& values, int depth,
             std::vector<TracedArgument>& out) {
  if (out.size() >= max_arguments) return;
  out.push_back({name, values});
  if (depth == 0) return;
  Arena& arena = interpreter.store().arena();
  for (const Meaning* one : values.items) {
    const bool is_json = one->kind == MeaningKind::made && one->text == "JSON.text";
    const Meaning* written = is_json ? find_kind(one->object->items[0], MeaningKind::map) : nullptr;
    if (written) one = written;  // the text's fields are fields of it too
    if (one->kind == MeaningKind::map) {
      for (const auto& [key, field] : one->object->fields)
        flatten(interpreter, arena.join({name, ".", key}), field, depth - 1, out);
    } else if (one->kind == MeaningKind::list) {
      const std::string_view inner = arena.join({name, "[]"});
      for (const Meanings& item : one->object->items) flatten(interpreter, inner, item, depth - 1, out);
      if (!one->object->rest.nothing()) flatten(interpreter, inner, one->object->rest, depth - 1, out);
    }
  }
}

/// Keys of a map that are known: table names in RequestItems.
Meanings keys_of(Interpreter& interpreter, const Meanings& values) {
  MeaningStore& store = interpreter.store();
  Meanings found = {{}, values.open || values.nothing()};
  for (const Meaning* one : values.items) {
    if (one->kind != MeaningKind::map) continue;
    for (const auto& field : one->object->fields) found = store.join(found, store.text(field.first, one->place));
    found = store.join(found, one->object->keys);
    found.open |= one->object->open;
  }
  return found;
}

/// Where the table's name begins in the literal start of a PartiQL statement; its length if it ends there.
std::size_t table_begin(std::string_view statement) {
  const std::string lowered = lower(statement);
  for (const std::string_view keyword : {"from ", "into ", "update "}) {
    const std::size_t at = lowered.find(keyword);
    if (at == std::string::npos) continue;
    const std::size_t begin = lowered.find_first_not_of(" \"\n\t", at + keyword.size());
    return begin == std::string::npos ? statement.size() : begin;
  }
  return std::string_view::npos;
}

/// The table of `SELECT * FROM "table"."index" …`: a literal, or the hole that stands there.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html
Meanings tables_of(Interpreter& interpreter, const Meanings& statements) {
  MeaningStore& store = interpreter.store();
  Meanings found = {{}, statements.open || statements.nothing()};
  for (const Meaning* one : statements.items) {
    const bool is_text = one->kind == MeaningKind::text;
    const std::string_view start = !is_text ? std::string_view{} : one->parts.empty() ? one->text : one->parts[0].text;
    const std::size_t begin = table_begin(start);
    if (begin == std::string_view::npos || (one->parts.size() > 1 && one->parts[0].hole)) {
      found.open = true;
    } else if (begin < start.size()) {
      const std::string_view rest = start.substr(begin);
      found = store.join(found, store.text(rest.substr(0, rest.find_first_of("\" \n\t.")), one->place));
    } else if (one->parts.size() > 1 && one->parts[1].hole) {
      found = store.join(found, store.one(one->parts[1].hole));
    } else {
      found.open = true;
    }
  }
  return found;
}

// Waiters by name, in lower case without underscores.
constexpr Pair waiters[] = {
    {"bucketexists", "HeadBucket"},
    {"bucketnotexists", "HeadBucket"},
    {"commandexecuted", "GetCommandInvocation"},
    {"dbinstanceavailable", "DescribeDBInstances"},
    {"functionactive", "GetFunctionConfiguration"},
    {"functionactivev2", "GetFunction"},
    {"functionexists", "GetFunction"},
    {"functionupdated", "GetFunctionConfiguration"},
    {"functionupdatedv2", "GetFunction"},
    {"instancerunning", "DescribeInstances"},
    {"instancestopped", "DescribeInstances"},
    {"instanceterminated", "DescribeInstances"},
    {"objectexists", "HeadObject"},
    {"objectnotexists", "HeadObject"},
    {"publishedversionactive", "GetFunctionConfiguration"},
    {"servicesstable", "DescribeServices"},
    {"stackcreatecomplete", "DescribeStacks"},
    {"stackdeletecomplete", "DescribeStacks"},
    {"stackupdatecomplete", "DescribeStacks"},
    {"streamexists", "DescribeStream"},
    {"streamnotexists", "DescribeStream"},
    {"tableexists", "DescribeTable"},
    {"tablenotexists", "DescribeTable"},
    {"tasksrunning", "DescribeTasks"},
    {"tasksstopped", "DescribeTasks"},
};

void find_target(Interpreter& interpreter, TracedCall& call, std::string_view argument) {
  MeaningStore& store = interpreter.store();
  for (const TracedArgument& one : call.arguments) {
    const bool fits = argument.find('*') != std::string_view::npos ? matches_wildcard(argument, one.name) : one.name == argument;
    if (!fits) continue;
    const Meanings values = argument == "RequestItems"         ? keys_of(interpreter, one.values)
                            : ends_with(argument, "Statement") ? tables_of(interpreter, one.values)
                                                               : one.values;
    call.target = call.has_target ? store.join(call.target, values) : values;
    call.has_target = true;
  }
}

/// Is it known which fields are in it, or in each of its items? Then one that is not there is not given.
bool is_spelled_out(const Meanings& values, int depth) {
  if (values.open || values.items.empty() || depth == 0) return false;  // a list may hold itself
  return std::all_of(values.items.begin(), values.items.end(), [depth](const Meaning* one) {
    if (one->kind != MeaningKind::map && one->kind != MeaningKind::list) return false;
    const HeapObject& object = *one->object;
    if (one->kind == MeaningKind::map) return !object.open && object.rest.nothing();
    return !object.open && (object.rest.nothing() || is_spelled_out(object.rest, depth - 1)) &&
           std::all_of(object.items.begin(), object.items.end(),
                       [depth](const Meanings& item) { return is_spelled_out(item, depth - 1); });
  });
}

/// `argument` lies in another one (Entries[].EventBusName), which may hold it unseen.
bool may_be_inside(const TracedCall& call, std::string_view argument) {
  const std::string_view outer = argument.substr(0, argument.find('['));
  return std::any_of(call.arguments.begin(), call.arguments.end(), [&](const TracedArgument& one) {
    return one.name == outer && outer != argument && !is_spelled_out(one.values, 3);
  });
}

// Parameters that name the same resource in another way.
constexpr Pair other_targets[] = {
    {"TopicArn", "TargetArn"},   {"StreamName", "StreamARN"}, {"logGroupName", "logGroupIdentifier"},
    {"stateMachineArn", "name"}, {"UserPoolId", "ClientId"},
};

}  // namespace

std::string_view waiter_operation(std::string_view waiter) {
  std::string name = lower(waiter);
  name.erase(std::remove(name.begin(), name.end(), '_'), name.end());
  for (const Pair& one : waiters)
    if (one.name == name) return one.value;
  return {};
}

Meanings note_operation(Interpreter& interpreter, const SdkOperation& operation, CallSite& site, const SdkOptions& options) {
  TracedCall call;
  call.service = operation.service;
  call.operation = operation.name;
  call.paginated = options.paginated;
  call.spread = options.spread;
  for (const TracedArgument& one : operation.arguments)
    flatten(interpreter, one.name, one.values, max_argument_depth, call.arguments);
  if (options.object) {
    call.target = options.object->name;
    call.on_object = options.object->made_at;
    call.has_target = true;
  } else if (const std::string_view argument = target_argument(operation.service, operation.name); !argument.empty()) {
    find_target(interpreter, call, argument);
    for (const Pair& other : other_targets)
      if (!call.has_target && other.name == argument && other.value != "name") find_target(interpreter, call, other.value);
    // What may come through **kwargs is there but unknown; what is not given is no target.
    const bool is_hidden = call.spread || site.spread || may_be_inside(call, argument);
    if (!call.has_target && is_hidden) call.has_target = true, call.target = {};
  }
  return interpreter.sdk_call(std::move(call), site);
}

Meanings make_sdk(Interpreter& interpreter, const SdkThing& thing, CallSite& site) {
  MeaningStore& store = interpreter.store();
  SdkThing* kept = store.arena().make<SdkThing>(thing);
  if (!kept->made_at.module) kept->made_at = site.place;
  Meaning* made = store.make(MeaningKind::sdk, site.place);
  made->sdk = kept;
  return store.one(made);
}

Meanings make_client(Interpreter& interpreter, std::string_view service, CallSite& site, std::string_view type) {
  interpreter.note_client(service, site);
  return make_sdk(interpreter, {.role = SdkRole::client, .service = service, .type = type}, site);
}

}  // namespace cumulint
