// Functions (and queues, topics …) that other AWS services call: logs, user pools, IoT, mail, Config, pipelines.
#include "graph/families.h"

namespace cumulint {
namespace {

constexpr std::string_view function_type = "AWS::Lambda::Function";
constexpr InvocationKind synchronous = InvocationKind::synchronous, asynchronous = InvocationKind::asynchronous;

/// A property of a type that names what the service calls.
struct Trigger {
  std::string_view type, path, label;
  EdgeKind kind;
  InvocationKind invocation;
};
constexpr Trigger triggers[] = {
    {"AWS::Config::ConfigRule", "Source.SourceIdentifier", "", EdgeKind::config_rule, asynchronous},
    {"AWS::SecretsManager::RotationSchedule", "RotationLambdaARN", "rotation", EdgeKind::service_trigger, synchronous},
};

/// User pool triggers answer at once, but for the custom senders.
/// Source:
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
struct PoolTrigger {
  std::string_view name, path;
  InvocationKind invocation;
};
constexpr PoolTrigger pool_triggers[] = {
    {"CreateAuthChallenge", "LambdaConfig.CreateAuthChallenge", synchronous},
    {"CustomMessage", "LambdaConfig.CustomMessage", synchronous},
    {"DefineAuthChallenge", "LambdaConfig.DefineAuthChallenge", synchronous},
    {"PostAuthentication", "LambdaConfig.PostAuthentication", synchronous},
    {"PostConfirmation", "LambdaConfig.PostConfirmation", synchronous},
    {"PreAuthentication", "LambdaConfig.PreAuthentication", synchronous},
    {"PreSignUp", "LambdaConfig.PreSignUp", synchronous},
    {"PreTokenGeneration", "LambdaConfig.PreTokenGeneration", synchronous},
    {"PreTokenGeneration", "LambdaConfig.PreTokenGenerationConfig.LambdaArn", synchronous},
    {"UserMigration", "LambdaConfig.UserMigration", synchronous},
    {"VerifyAuthChallengeResponse", "LambdaConfig.VerifyAuthChallengeResponse", synchronous},
    {"CustomSMSSender", "LambdaConfig.CustomSMSSender.LambdaArn", asynchronous},
    {"CustomEmailSender", "LambdaConfig.CustomEmailSender.LambdaArn", asynchronous},
};

/// Actions of IoT rules and mail receipts: which of their properties names the target, and what a bare name is.
struct Action {
  std::string_view path, label, type;
};
constexpr Action iot_actions[] = {
    {"Lambda.FunctionArn", "Lambda", function_type},
    {"Sqs.QueueUrl", "Sqs", "AWS::SQS::Queue"},
    {"Sns.TargetArn", "Sns", "AWS::SNS::Topic"},
    {"DynamoDB.TableName", "DynamoDB", "AWS::DynamoDB::Table"},
    {"DynamoDBv2.PutItem.TableName", "DynamoDBv2", "AWS::DynamoDB::Table"},
    {"Kinesis.StreamName", "Kinesis", "AWS::Kinesis::Stream"},
    {"Firehose.DeliveryStreamName", "Firehose", "AWS::KinesisFirehose::DeliveryStream"},
    {"S3.BucketName", "S3", "AWS::S3::Bucket"},
    {"StepFunctions.StateMachineName", "StepFunctions", "AWS::StepFunctions::StateMachine"},
};
constexpr Action mail_actions[] = {
    {"LambdaAction.FunctionArn", "Lambda", function_type}, {"LambdaAction.TopicArn", "Sns", "AWS::SNS::Topic"},
    {"SNSAction.TopicArn", "Sns", "AWS::SNS::Topic"},      {"S3Action.BucketName", "S3", "AWS::S3::Bucket"},
    {"S3Action.TopicArn", "Sns", "AWS::SNS::Topic"},
};

void add_actions(GraphBuilder& graph, const Resource& owner, std::string_view list, std::span<const Action> actions,
                 EdgeFacts facts) {
  for (const Choice& item : graph.items(owner, list))
    for (const Action& action : actions) {
      facts.settings = item.field;
      facts.label = action.label;
      facts.invocation = asynchronous;
      if (graph.known_text(*item.field, "LambdaAction.InvocationType", item.when) == "RequestResponse")
        facts.invocation = synchronous;
      graph.connect(owner, graph.targets(*item.field, action.path, {action.type}, item.when), facts);
    }
}

void add_log_subscriptions(GraphBuilder& graph) {
  for (const Resource* filter : graph.resources("AWS::Logs::SubscriptionFilter")) {
    const std::vector<Named> groups = graph.targets(*filter, "LogGroupName", {"AWS::Logs::LogGroup"});
    EdgeFacts facts{.kind = EdgeKind::log_subscription, .via = filter, .settings = filter->properties};
    facts.invocation = asynchronous;
    graph.connect(groups, graph.targets(*filter, "DestinationArn", {}), facts);
  }
}

void add_pipelines(GraphBuilder& graph) {
  for (const Resource* pipeline : graph.resources("AWS::CodePipeline::Pipeline"))
    for (const Choice& stage : graph.items(*pipeline, "Stages"))
      for (const Choice& action : graph.items(*stage.field, "Actions", stage.when)) {
        if (graph.known_text(*action.field, "ActionTypeId.Provider", action.when) != "Lambda") continue;
        EdgeFacts facts{.kind = EdgeKind::code_pipeline, .via = pipeline, .settings = action.field};
        facts.invocation = asynchronous;
        const std::vector<Named> functions =
            graph.targets(*action.field, "Configuration.FunctionName", {function_type}, action.when);
        graph.connect(*pipeline, functions, facts);
      }
}

/// Firehose's transformation, and Lambda@Edge.
void add_inline_functions(GraphBuilder& graph) {
  const auto add = [&](const Resource& owner, const Choice& at, std::string_view path, std::string_view label) {
    EdgeFacts facts{.kind = EdgeKind::service_trigger, .via = &owner, .settings = at.field, .label = label};
    graph.connect(owner, graph.targets(*at.field, path, {function_type}, at.when), facts);
  };
  for (const Resource* stream : graph.resources("AWS::KinesisFirehose::DeliveryStream"))
    for (const Choice& processor :
         graph.items(*stream, "ExtendedS3DestinationConfiguration.ProcessingConfiguration.Processors"))
      for (const Choice& parameter : graph.items(*processor.field, "Parameters", processor.when))
        if (graph.known_text(*parameter.field, "ParameterName", parameter.when) == "LambdaArn")
          add(*stream, parameter, "ParameterValue", "transformation");
  for (const Resource* distribution : graph.resources("AWS::CloudFront::Distribution")) {
    std::vector<Choice> behaviors = graph.items(*distribution, "DistributionConfig.CacheBehaviors");
    for (const Choice& behavior : graph.at(*distribution, "DistributionConfig.DefaultCacheBehavior"))
      behaviors.push_back(behavior);
    for (const Choice& behavior : behaviors)
      for (const Choice& association : graph.items(*behavior.field, "LambdaFunctionAssociations", behavior.when))
        add(*distribution, association, "LambdaFunctionARN", "edge");
  }
}

}  // namespace

void add_service_triggers(GraphBuilder& graph) {
  for (const Trigger& trigger : triggers)
    for (const Resource* owner : graph.resources(trigger.type)) {
      if (trigger.kind == EdgeKind::config_rule && graph.known_text(*owner, "Source.Owner") != "CUSTOM_LAMBDA")
        continue;
      EdgeFacts facts{.kind = trigger.kind, .via = owner, .settings = owner->properties, .label = trigger.label};
      facts.invocation = trigger.invocation;
      graph.connect(*owner, graph.targets(*owner, trigger.path, {function_type}), facts);
    }
  for (const Resource* pool : graph.resources("AWS::Cognito::UserPool"))
    for (const PoolTrigger& trigger : pool_triggers) {
      EdgeFacts facts{
          .kind = EdgeKind::user_pool_trigger, .via = pool, .settings = pool->properties, .label = trigger.name};
      facts.invocation = trigger.invocation;
      graph.connect(*pool, graph.targets(*pool, trigger.path, {function_type}), facts);
    }
  for (const Resource* rule : graph.resources("AWS::IoT::TopicRule")) {
    EdgeFacts facts{.kind = EdgeKind::iot_rule, .via = rule};
    const std::string_view disabled = graph.known_text(*rule, "TopicRulePayload.RuleDisabled");
    facts.enabled = disabled != "true" && disabled != "True";
    add_actions(graph, *rule, "TopicRulePayload.Actions", iot_actions, facts);
  }
  for (const Resource* rule : graph.resources("AWS::SES::ReceiptRule")) {
    EdgeFacts facts{.kind = EdgeKind::email_receipt, .via = rule};
    facts.enabled = !graph.is_known_false(*rule, "Rule.Enabled");
    add_actions(graph, *rule, "Rule.Actions", mail_actions, facts);
  }
  add_log_subscriptions(graph);
  add_pipelines(graph);
  add_inline_functions(graph);
}

}  // namespace cumulint
