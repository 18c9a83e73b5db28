// The ARN forms of the types that serverless applications connect.
// Source: https://docs.aws.amazon.com/service-authorization/latest/reference/ (resource types of each service).
#include "resolve/arn-forms.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr ArnForm forms[] = {
    {"AWS::ApiGateway::RestApi", "", "execute-api", ""},
    {"AWS::ApiGatewayV2::Api", "", "execute-api", ""},
    {"AWS::AppSync::GraphQLApi", "", "appsync", "apis/"},
    {"AWS::CertificateManager::Certificate", "", "acm", "certificate/"},
    {"AWS::CloudFront::Distribution", "", "cloudfront", "distribution/"},
    {"AWS::CloudWatch::Alarm", "AlarmName", "cloudwatch", "alarm:"},
    {"AWS::CloudWatch::CompositeAlarm", "AlarmName", "cloudwatch", "alarm:"},
    {"AWS::CodeBuild::Project", "Name", "codebuild", "project/"},
    {"AWS::CodePipeline::Pipeline", "Name", "codepipeline", ""},
    {"AWS::Cognito::UserPool", "", "cognito-idp", "userpool/"},
    {"AWS::DynamoDB::GlobalTable", "TableName", "dynamodb", "table/"},
    {"AWS::DynamoDB::Table", "TableName", "dynamodb", "table/"},
    {"AWS::ECR::Repository", "RepositoryName", "ecr", "repository/"},
    {"AWS::ECS::Cluster", "ClusterName", "ecs", "cluster/"},
    {"AWS::Events::EventBus", "Name", "events", "event-bus/"},
    {"AWS::Events::Rule", "Name", "events", "rule/"},
    {"AWS::IAM::ManagedPolicy", "ManagedPolicyName", "iam", "policy/"},
    {"AWS::IAM::Role", "RoleName", "iam", "role/"},
    {"AWS::IoT::TopicRule", "RuleName", "iot", "rule/"},
    {"AWS::KMS::Alias", "AliasName", "kms", ""},
    {"AWS::KMS::Key", "", "kms", "key/"},
    {"AWS::Kinesis::Stream", "Name", "kinesis", "stream/"},
    {"AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamName", "firehose", "deliverystream/"},
    {"AWS::Lambda::Function", "FunctionName", "lambda", "function:"},
    {"AWS::Lambda::LayerVersion", "LayerName", "lambda", "layer:"},
    {"AWS::Logs::LogGroup", "LogGroupName", "logs", "log-group:"},
    {"AWS::MSK::Cluster", "ClusterName", "kafka", "cluster/"},
    {"AWS::MSK::ServerlessCluster", "ClusterName", "kafka", "cluster/"},
    {"AWS::OpenSearchServerless::Collection", "", "aoss", "collection/"},
    {"AWS::OpenSearchService::Domain", "DomainName", "es", "domain/"},
    {"AWS::Pipes::Pipe", "Name", "pipes", "pipe/"},
    {"AWS::RDS::DBCluster", "DBClusterIdentifier", "rds", "cluster:"},
    {"AWS::RDS::DBInstance", "DBInstanceIdentifier", "rds", "db:"},
    {"AWS::S3::Bucket", "BucketName", "s3", ""},
    {"AWS::SNS::Topic", "TopicName", "sns", ""},
    {"AWS::SQS::Queue", "QueueName", "sqs", ""},
    {"AWS::SSM::Parameter", "Name", "ssm", "parameter/"},
    {"AWS::Scheduler::Schedule", "Name", "scheduler", "schedule/"},
    {"AWS::SecretsManager::Secret", "Name", "secretsmanager", "secret:"},
    {"AWS::StepFunctions::Activity", "Name", "states", "activity:"},
    {"AWS::StepFunctions::StateMachine", "StateMachineName", "states", "stateMachine:"},
};

}  // namespace

const ArnForm* find_arn_form(std::string_view type) {
  const ArnForm* found = std::lower_bound(std::begin(forms), std::end(forms), type,
                                          [](const ArnForm& form, std::string_view t) { return form.type < t; });
  return found != std::end(forms) && found->type == type ? found : nullptr;
}

const ArnForm* arn_form_of(std::string_view service, std::string_view last_part) {
  const ArnForm* best = nullptr;
  for (const ArnForm& form : forms) {
    if (form.service != service || !starts_with(last_part, form.prefix)) continue;
    if (best == nullptr || form.prefix.size() > best->prefix.size()) best = &form;
  }
  return best;
}

}  // namespace cumulint
