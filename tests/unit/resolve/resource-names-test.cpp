// Which resource a text means.

#include <doctest/doctest.h>

#include "resolve/resource-names.h"
#include "support/resolved.h"

using namespace cumulint;

namespace {

/// What the Value of the output X names: "Jobs", "Fn:live", "outside AWS::SQS::Queue other", "?".
std::string named(const std::string& value, const std::string& resources) {
  const auto resolved =
      test::resolve_template("Parameters: {Name: {Type: String}, Known: {Type: String, Default: jobs}}\nResources:\n" +
                             resources + "Outputs: {X: {Value: " + value + "}}\n");
  const ResourceNames* names = ResourceNames::build(*resolved->effective, *resolved->resolver, resolved->arena());
  std::string text;
  for (const Named& one : names->find_all(*resolved->effective->outputs[0].value, {}, resolved->arena())) {
    if (!text.empty()) text += ", ";
    if (one.resource != nullptr)
      text += one.resource->id;
    else
      text += one.sure == Truth::yes ? "outside " + std::string(one.type) : "?";
    if (!one.qualifier.empty()) text += ":" + std::string(one.qualifier);
    if (!one.rest.empty()) text += " then " + std::string(one.rest);
  }
  return text;
}

const std::string queues =
    "  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}\n  Plain: {Type: AWS::SQS::Queue}\n";

}  // namespace

TEST_CASE("queues by reference, ARN, URL and name") {
  CHECK(named("!Ref Plain", queues) == "Plain");
  CHECK(named("!GetAtt Plain.Arn", queues) == "Plain");
  CHECK(named("jobs", queues) == "Jobs");
  CHECK(named("'arn:aws-cn:sqs:cn-north-1:123456789012:jobs'", queues) == "Jobs");
  CHECK(named("'https://sqs.eu-west-1.amazonaws.com/123456789012/jobs'", queues) == "Jobs");
  CHECK(named("!Sub 'https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/${Jobs.QueueName}'", queues) ==
        "Jobs");
  CHECK(named("!Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Plain.QueueName}'", queues) == "Plain");
  CHECK(named("'arn:aws:sqs:eu-west-1:123456789012:others'", queues) == "outside AWS::SQS::Queue");
  CHECK(named("'arn:aws:sns:eu-west-1:123456789012:jobs'", queues) == "outside AWS::SNS::Topic");
  CHECK(named("!Ref Name", queues) == "?");
  CHECK(named("!Ref Known", queues) == "Jobs, ?");
}

TEST_CASE("a name that no template knows may be what a parameter brings") {
  const std::string table = "  T: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Ref Name}}\n";
  CHECK(named("!Ref Name", table) == "T");
  CHECK(named("!Sub 'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Name}/index/ByDay'", table) ==
        "T then /index/ByDay");
  CHECK(named("'arn:aws:dynamodb:eu-west-1:123456789012:table/orders'", table) == "?");
  CHECK(named("!Sub '${T}-copy'", table) == "?");
}

TEST_CASE("functions: qualifiers, integrations, aliases, versions") {
  const std::string fn =
      "  Fn: {Type: AWS::Lambda::Function, Properties: {FunctionName: worker}}\n"
      "  Live: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !GetAtt Fn.Arn, Name: live, FunctionVersion: "
      "!GetAtt V.Version}}\n"
      "  V: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Fn}}\n";
  CHECK(named("!Ref Live", fn) == "Fn:live");
  CHECK(named("!Ref V", fn) == "Fn:V");
  CHECK(named("worker:live", fn) == "Fn:live");
  CHECK(named("!Sub '${Fn.Arn}:live'", fn) == "Fn:live then :live");
  CHECK(
      named("!Sub "
            "'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations'",
            fn) == "Fn");
  CHECK(named("!Sub "
              "'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
              "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:worker/invocations'",
              fn) == "Fn");
}

TEST_CASE("APIs, secrets, parameters, other templates") {
  const std::string all =
      "  Api: {Type: AWS::ApiGateway::RestApi}\n  S: {Type: AWS::SecretsManager::Secret, Properties: {Name: db}}\n"
      "  P: {Type: AWS::SSM::Parameter, Properties: {Type: String, Name: /shop/table, Value: !Ref T}}\n  T: {Type: "
      "AWS::DynamoDB::Table}\n"
      "  Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: x}}\n";
  CHECK(named("!Sub 'https://${Api}.execute-api.${AWS::Region}.amazonaws.com/prod/orders'", all) ==
        "Api then /prod/orders");
  CHECK(named("!Sub 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/orders'", all) ==
        "Api then /*/GET/orders");
  CHECK(named("'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-a1b2c3'", all) == "S");
  CHECK(named("'arn:aws:ssm:eu-west-1:123456789012:parameter/shop/table'", all) == "P");
  CHECK(named("!GetAtt P.Value", all) == "T");
  CHECK(named("!GetAtt Nested.Outputs.QueueArn", all) == "?");
  CHECK(named("!ImportValue shared-queue", all) == "outside ");
}
