// The dimensions that identify resources.
// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
#include "metrics/dimensions.h"

#include <algorithm>

namespace cumulint {
namespace {

constexpr DimensionForm forms[] = {
    {"AWS/Lambda", "FunctionName", {"AWS::Lambda::Function"}, {"Ref"}},
    {"AWS/SQS", "QueueName", {"AWS::SQS::Queue"}, {"QueueName"}},
    {"AWS/SNS", "TopicName", {"AWS::SNS::Topic"}, {"TopicName"}},
    {"AWS/States", "StateMachineArn", {"AWS::StepFunctions::StateMachine"}, {"Ref", "Arn"}, true},
    {"AWS/States", "ActivityArn", {"AWS::StepFunctions::Activity"}, {"Ref", "Arn"}, true},
    {"AWS/DynamoDB", "TableName", {"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"}, {"Ref"}},
    {"AWS/ApiGateway", "ApiName", {"AWS::ApiGateway::RestApi"}, {}},
    {"AWS/ApiGateway", "ApiId", {"AWS::ApiGatewayV2::Api", "AWS::ApiGateway::RestApi"}, {"Ref", "ApiId"}},
    {"AWS/Kinesis", "StreamName", {"AWS::Kinesis::Stream"}, {"Ref"}},
    {"AWS/Firehose", "DeliveryStreamName", {"AWS::KinesisFirehose::DeliveryStream"}, {"Ref"}},
    {"AWS/Events", "RuleName", {"AWS::Events::Rule"}, {"Ref"}},
    {"AWS/Events", "EventBusName", {"AWS::Events::EventBus"}, {"Ref", "Name"}},
    {"AWS/AppSync", "GraphQLAPIId", {"AWS::AppSync::GraphQLApi"}, {"ApiId"}},
    {"AWS/EventBridge/Pipes", "PipeName", {"AWS::Pipes::Pipe"}, {"Ref"}},
    {"AWS/Logs", "LogGroupName", {"AWS::Logs::LogGroup"}, {"Ref"}},
    {"AWS/S3", "BucketName", {"AWS::S3::Bucket"}, {"Ref"}},
    {"AWS/Cognito", "UserPool", {"AWS::Cognito::UserPool"}, {"Ref", "UserPoolId"}},
    {"AWS/CodeBuild", "ProjectName", {"AWS::CodeBuild::Project"}, {"Ref"}},
    {"AWS/RDS", "DBInstanceIdentifier", {"AWS::RDS::DBInstance"}, {"Ref"}},
    {"AWS/RDS", "DBClusterIdentifier", {"AWS::RDS::DBCluster"}, {"Ref"}},
    {"AWS/CloudFront", "DistributionId", {"AWS::CloudFront::Distribution"}, {"Ref", "Id"}},
};

}  // namespace

const DimensionForm* find_dimension_form(std::string_view name_space, std::string_view dimension) {
  for (const DimensionForm& form : forms)
    if (form.name_space == name_space && form.dimension == dimension) return &form;
  return nullptr;
}

Truth gives_dimension(const DimensionForm& form, std::string_view type, std::string_view attribute) {
  if (std::find(std::begin(form.types), std::end(form.types), type) == std::end(form.types)) return Truth::unknown;
  const std::string_view written = attribute.empty() ? "Ref" : attribute;
  return truth_of(std::find(std::begin(form.gives), std::end(form.gives), written) != std::end(form.gives));
}

}  // namespace cumulint
