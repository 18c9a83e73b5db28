// May this principal do this action on this resource?

#include <doctest/doctest.h>

#include "iam/policies.h"
#include "support/resolved.h"

using namespace cumulint;

namespace {

struct Built : test::Resolved {
  const Policies* policies = nullptr;
  using Resolved::Resolved;
};

std::unique_ptr<Built> build(std::string text) {
  auto built = std::make_unique<Built>(std::move(text), test::Parameters{});
  built->policies = build_policies(*built->effective, *built->resolver, *ResourceNames::build(*built->effective, *built->resolver, built->arena()), built->arena());
  return built;
}

Truth may(const Built& g, std::string_view role, std::string_view action, std::string_view resource,
          std::string_view suffix = {}) {
  AccessQuestion question;
  question.action = action;
  question.resource = &g.resource(resource);
  question.resource_suffix = suffix;
  question.role = &g.resource(role);
  return allows(*g.policies, question);
}

Truth service_may(const Built& g, std::string_view service, std::string_view action, std::string_view resource,
                  std::string_view source) {
  AccessQuestion question;
  question.action = action;
  question.resource = &g.resource(resource);
  question.service = service;
  question.source = &g.resource(source);
  return allows(*g.policies, question);
}

/// A role with one inline statement, and some resources.
std::string role_with(const std::string& statement) {
  return R"(
Parameters: {Name: {Type: String}}
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Named: {Type: AWS::SQS::Queue, Properties: {QueueName: named}}
  Orders: {Type: AWS::DynamoDB::Table}
  Files: {Type: AWS::S3::Bucket}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]}
      Policies:
        - PolicyName: p
          PolicyDocument:
            Statement:
              - )" + statement + "\n";
}

}  // namespace

TEST_CASE("a statement covers what it names, by reference, name, wildcard or account-free ARN") {
  auto g = build(role_with("{Effect: Allow, Action: 'sqs:Send*', Resource: !GetAtt Jobs.Arn}"));
  CHECK(may(*g, "Role", "sqs:SendMessage", "Jobs") == Truth::yes);
  CHECK(may(*g, "Role", "SQS:sendmessage", "Jobs") == Truth::yes);
  CHECK(may(*g, "Role", "sqs:ReceiveMessage", "Jobs") == Truth::no);
  CHECK(may(*g, "Role", "sqs:SendMessage", "Named") == Truth::no);
  g = build(role_with("{Effect: Allow, Action: 'sqs:*', Resource: 'arn:aws:sqs:eu-west-1:123456789012:named'}"));
  CHECK(may(*g, "Role", "sqs:SendMessage", "Named") == Truth::yes);
  CHECK(may(*g, "Role", "sqs:SendMessage", "Jobs") == Truth::no);
  g = build(role_with("{Effect: Allow, Action: 'sqs:*', Resource: !Sub 'arn:${AWS::Partition}:sqs:*:${AWS::AccountId}:na*'}"));
  CHECK(may(*g, "Role", "sqs:SendMessage", "Named") == Truth::yes);
  g = build(role_with("{Effect: Allow, Action: 'sqs:*', Resource: !Sub 'arn:aws:sqs:*:*:${AWS::StackName}-*'}"));
  CHECK(may(*g, "Role", "sqs:SendMessage", "Jobs") == Truth::yes);
  CHECK(may(*g, "Role", "sqs:SendMessage", "Named") == Truth::no);
  g = build(role_with("{Effect: Allow, Action: 'sqs:*', Resource: 'arn:aws:sqs:*'}"));
  CHECK(may(*g, "Role", "sqs:SendMessage", "Jobs") == Truth::yes);
  CHECK(may(*g, "Role", "dynamodb:Query", "Orders") == Truth::no);
}

TEST_CASE("what follows the resource counts") {
  auto g = build(role_with("{Effect: Allow, Action: ['dynamodb:Query', 's3:GetObject'], Resource: [!GetAtt Orders.Arn, !Sub '${Files.Arn}/*']}"));
  CHECK(may(*g, "Role", "dynamodb:Query", "Orders") == Truth::yes);
  CHECK(may(*g, "Role", "dynamodb:Query", "Orders", "/index/ByDay") == Truth::no);
  CHECK(may(*g, "Role", "s3:GetObject", "Files", "/key") == Truth::yes);
  CHECK(may(*g, "Role", "s3:GetObject", "Files") == Truth::no);
  g = build(role_with("{Effect: Allow, Action: 'dynamodb:Query', Resource: !Sub 'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}/index/*'}"));
  CHECK(may(*g, "Role", "dynamodb:Query", "Orders", "/index/ByDay") == Truth::yes);
  CHECK(may(*g, "Role", "dynamodb:Query", "Orders") == Truth::no);
}

TEST_CASE("what is not known is neither allowed nor refused") {
  auto g = build(role_with("{Effect: Allow, Action: 'sqs:*', Resource: !Ref Name}"));
  CHECK(may(*g, "Role", "sqs:SendMessage", "Jobs") == Truth::unknown);
  g = build(role_with("{Effect: Allow, Action: !Ref Name, Resource: '*'}"));
  CHECK(may(*g, "Role", "sqs:SendMessage", "Jobs") == Truth::unknown);
  g = build(role_with("{Effect: Allow, Action: 'sqs:*', Resource: '*', Condition: {StringEquals: {'aws:RequestedRegion': eu-west-1}}}"));
  CHECK(may(*g, "Role", "sqs:SendMessage", "Jobs") == Truth::unknown);
  CHECK(may(*g, "Role", "dynamodb:Query", "Orders") == Truth::no);
}

TEST_CASE("NotAction, NotResource and Deny") {
  auto g = build(role_with("{Effect: Allow, NotAction: 'iam:*', Resource: '*'}"));
  CHECK(may(*g, "Role", "sqs:SendMessage", "Jobs") == Truth::yes);
  g = build(role_with("{Effect: Allow, Action: 'sqs:*', NotResource: !GetAtt Jobs.Arn}"));
  CHECK(may(*g, "Role", "sqs:SendMessage", "Jobs") == Truth::no);
  CHECK(may(*g, "Role", "sqs:SendMessage", "Named") == Truth::yes);
  g = build(role_with("{Effect: Allow, Action: '*', Resource: '*'}\n              - {Effect: Deny, Action: 'sqs:Send*', Resource: !GetAtt Jobs.Arn}"));
  CHECK(may(*g, "Role", "sqs:SendMessage", "Jobs") == Truth::no);
  CHECK(may(*g, "Role", "sqs:SendMessage", "Named") == Truth::yes);
}

TEST_CASE("managed policies: AWS's by name, the template's by reference, others are open") {
  const auto g = build(R"(
Parameters: {Extra: {Type: String}}
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  A: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole']}}
  B: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: [!Ref Own]}}
  C: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: [!Ref Extra]}}
  D: {Type: AWS::IAM::Role, Properties: {RoleName: delta}}
  Own: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: 'sqs:SendMessage', Resource: '*'}}}}
  Attached: {Type: AWS::IAM::Policy, Properties: {PolicyName: x, Roles: [delta], PolicyDocument: {Statement: {Effect: Allow, Action: 'sqs:DeleteMessage', Resource: '*'}}}}
)");
  CHECK(may(*g, "A", "sqs:ReceiveMessage", "Jobs") == Truth::yes);
  CHECK(may(*g, "A", "sqs:SendMessage", "Jobs") == Truth::no);
  CHECK(may(*g, "B", "sqs:SendMessage", "Jobs") == Truth::yes);
  CHECK(may(*g, "B", "sqs:DeleteMessage", "Jobs") == Truth::no);
  CHECK(may(*g, "C", "sqs:SendMessage", "Jobs") == Truth::unknown);
  CHECK(may(*g, "D", "sqs:DeleteMessage", "Jobs") == Truth::yes);
}

TEST_CASE("resource policies let services in, from the source that they name") {
  const auto g = build(R"(
Resources:
  Topic: {Type: AWS::SNS::Topic}
  Other: {Type: AWS::SNS::Topic, Properties: {TopicName: other}}
  Rule: {Type: AWS::Events::Rule, Properties: {Name: nightly}}
  Open: {Type: AWS::SQS::Queue}
  Narrow: {Type: AWS::SQS::Queue}
  Bare: {Type: AWS::SQS::Queue}
  Fn: {Type: AWS::Lambda::Function, Properties: {}}
  P1:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Open]
      PolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: [sns.amazonaws.com]}, Action: 'sqs:SendMessage', Resource: '*'}]}
  P2:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Narrow]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: SQS:SendMessage
            Resource: !GetAtt Narrow.Arn
            Condition: {ArnEquals: {aws:SourceArn: !Ref Topic}}
  P3:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !GetAtt Fn.Arn, Action: lambda:InvokeFunction, Principal: events.amazonaws.com, SourceArn: !Sub 'arn:aws:events:${AWS::Region}:${AWS::AccountId}:rule/nightly'}
)");
  CHECK(service_may(*g, "sns.amazonaws.com", "sqs:SendMessage", "Open", "Topic") == Truth::yes);
  CHECK(service_may(*g, "events.amazonaws.com", "sqs:SendMessage", "Open", "Rule") == Truth::no);
  CHECK(service_may(*g, "sns.amazonaws.com", "sqs:SendMessage", "Narrow", "Topic") == Truth::yes);
  CHECK(service_may(*g, "sns.amazonaws.com", "sqs:SendMessage", "Narrow", "Other") == Truth::no);
  CHECK(service_may(*g, "sns.amazonaws.com", "sqs:SendMessage", "Bare", "Topic") == Truth::no);
  CHECK(service_may(*g, "events.amazonaws.com", "lambda:InvokeFunction", "Fn", "Rule") == Truth::yes);
  CHECK(service_may(*g, "sns.amazonaws.com", "lambda:InvokeFunction", "Fn", "Topic") == Truth::no);
}
