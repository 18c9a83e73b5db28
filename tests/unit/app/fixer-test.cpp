// Fixes over several rounds and files.

#include "app/fixer.h"

#include <doctest/doctest.h>

#include "base/strings.h"
#include "support/analyse.h"
#include "support/memory-outside.h"

using namespace cumulint;

TEST_CASE("a safe fix keeps all else of the file, and a second run changes nothing") {
  const test::Files before = {{"template.yaml", test::slow_template}};
  const test::Files after = test::fix(before, {.select = {"sqs-visibility-timeout"}});
  std::string expected = test::slow_template;
  expected.replace(expected.find("60"), 2, "720");
  CHECK(after.at("template.yaml") == expected);
  CHECK(test::fix(after, {.select = {"sqs-visibility-timeout"}}) == after);
  CHECK(test::analyse(after, {.select = {"sqs-visibility-timeout"}})->lines().empty());
}

TEST_CASE("what a default decides is a suggestion, made only when asked for") {
  std::string text = test::slow_template;
  text.replace(text.find("Timeout: 120"), 12, "Timeout: !Ref Limit");
  text += "Parameters:\n  Limit: {Type: Number, Default: 120}\n";
  const test::Files before = {{"template.yaml", text}};
  CHECK(test::fix(before, {.select = {"sqs-visibility-timeout"}}) == before);
  CHECK(contains(test::fix(before, {.select = {"sqs-visibility-timeout"}}, true).at("template.yaml"),
                 "VisibilityTimeout: 720"));
}

TEST_CASE("suppressed findings are not fixed") {
  std::string text = test::slow_template;
  text.replace(text.find("60\n"), 3, "60 # cumulint: ignore[sqs-visibility-timeout] bounded\n");
  const test::Files before = {{"template.yaml", text}};
  CHECK(test::fix(before, {.select = {"sqs-visibility-timeout"}}) == before);
}

namespace {

std::string all_fixes(const std::string& name, const std::string& text, std::vector<std::string> select) {
  const test::Files after = test::fix({{name, text}}, {.select = select}, true);
  CHECK(test::fix(after, {.select = select}, true) == after);
  CHECK(test::analyse(after, {.select = select})->lines().empty());
  return after.at(name);
}

/// `wanted` stands behind `text` where `before` ends.
std::string with(std::string text, const std::string& before, const std::string& wanted) {
  return text.insert(text.find(before) + before.size(), wanted);
}

std::string with_returns(const std::string& text) {
  std::string out;
  for (char c : text) out += c == '\n' ? "\r\n" : std::string(1, c);
  return out;
}

const std::string mapped = R"yaml(
  Worker:
    Type: AWS::Lambda::Function
    Properties: {Role: 'arn:aws:iam::123456789012:role/app', Code: {S3Bucket: builds, S3Key: app.zip}}
  Polling:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker}
)yaml";

}  // namespace

TEST_CASE("a new queue stands as the text around it: nesting, empty lines, comments, conditions, line breaks") {
  const std::string head = "Parameters: {Stage: {Type: String}}\nConditions: {IsProd: !Equals [!Ref Stage, prod]}\n";
  const std::string text = head + "Resources:\n    # work\n    Jobs:\n        Type: AWS::SQS::Queue # fast\n"
                                  "        Condition: IsProd\n\n    Last:\n        Type: AWS::SNS::Topic\n" +
                           "    Worker: {Type: AWS::Lambda::Function, Properties: {Role: 'arn:aws:iam::123456789012:role/x'}}\n"
                           "    Polling: {Type: AWS::Lambda::EventSourceMapping, Condition: IsProd, Properties: "
                           "{EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker}}\n";
  std::string expected = with(text, "# fast", "\n        Properties:\n            RedrivePolicy:\n"
                                              "                deadLetterTargetArn: !GetAtt JobsDlq.Arn\n"
                                              "                maxReceiveCount: 5");
  expected = with(expected, "Condition: IsProd\n", "\n    JobsDlq:\n        Type: AWS::SQS::Queue\n"
                                                   "        Condition: IsProd\n        Properties:\n"
                                                   "            MessageRetentionPeriod: 1209600\n");
  CHECK(all_fixes("template.yaml", text, {"sqs-no-dlq"}) == expected);
  CHECK(all_fixes("template.yaml", with_returns(text), {"sqs-no-dlq"}) == with_returns(expected));
}

TEST_CASE("flow style, a taken id, a FIFO queue, no line break at the end") {
  std::string text = "Resources:" + mapped + "  JobsDlq: {Type: AWS::SNS::Topic}\n" +
                     "  Jobs: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}";
  const std::string fixed = all_fixes("template.yaml", text, {"sqs-no-dlq"});
  CHECK(contains(fixed, "Jobs: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, RedrivePolicy: {deadLetterTargetArn: "
                        "!GetAtt JobsDlq2.Arn, maxReceiveCount: 5}}}\n"));
  CHECK(contains(fixed, "  JobsDlq2:\n    Type: AWS::SQS::Queue\n    Properties:\n      FifoQueue: true\n"));
}

TEST_CASE("a queue that stands there under the name serves") {
  const std::string text = "Resources:" + mapped + "  JobsDlq: {Type: AWS::SQS::Queue}\n  Jobs: {Type: AWS::SQS::Queue}\n";
  CHECK(all_fixes("template.yaml", text, {"sqs-no-dlq"}) ==
        with(text, "Jobs: {Type: AWS::SQS::Queue",
             ", Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt JobsDlq.Arn, maxReceiveCount: 5}}"));
}

TEST_CASE("JSON: long forms, its own nesting, and the role that sends") {
  const std::string text = R"json({
    "Resources": {
        "Role": {
            "Type": "AWS::IAM::Role",
            "Properties": {"AssumeRolePolicyDocument": {"Statement": []}, "Policies": [{"PolicyName": "p", "PolicyDocument": {"Statement": []}}]}
        },
        "Clicks": {"Type": "AWS::Kinesis::Stream"},
        "Worker": {
            "Type": "AWS::Lambda::Function",
            "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Code": {"S3Bucket": "builds", "S3Key": "app.zip"}}
        },
        "Polling": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {
                "EventSourceArn": {"Fn::GetAtt": ["Clicks", "Arn"]},
                "FunctionName": {"Ref": "Worker"},
                "StartingPosition": "LATEST"
            }
        }
    }
})json";
  const std::string fixed = all_fixes("template.json", text, {"stream-infinite-retries", "stream-no-failure-destination",
                                                              "dlq-missing-permission", "template-syntax"});
  CHECK(contains(fixed, R"json("StartingPosition": "LATEST",
                "BisectBatchOnFunctionError": true,
                "MaximumRetryAttempts": 3,
                "DestinationConfig": {
                    "OnFailure": {
                        "Destination": {"Fn::GetAtt": ["PollingDlq", "Arn"]}
                    }
                }
            }
        },
        "PollingDlq": {
            "Type": "AWS::SQS::Queue",)json"));
  CHECK(contains(fixed, R"json("Policies": [{"PolicyName": "send-to-PollingDlq")json"));
}

TEST_CASE("SAM: events share the function's queue, and one fix repairs all functions of a finding") {
  const std::string text = R"yaml(Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: python3.13, Handler: app.handler, CodeUri: s3://builds/app.zip}}
Resources:
  Orders: {Type: AWS::SNS::Topic}
  Clicks: {Type: AWS::Kinesis::Stream}
  Views: {Type: AWS::Kinesis::Stream}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Click: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, StartingPosition: LATEST}}
        View: {Type: Kinesis, Properties: {Stream: !GetAtt Views.Arn, StartingPosition: LATEST}}
        Order: {Type: SNS, Properties: {Topic: !Ref Orders}}
        Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
        Once: {Type: ScheduleV2, Properties: {ScheduleExpression: at(2027-01-01T00:00:00)}}
        Bought:
          Type: EventBridgeRule
          Properties:
            Pattern: {source: [shop]}
  Other:
    Type: AWS::Serverless::Function
)yaml";
  const std::string fixed = all_fixes(
      "template.yaml", text,
      {"stream-infinite-retries", "stream-no-failure-destination", "sns-subscription-no-dlq", "eventbridge-target-no-dlq",
       "scheduler-no-dlq", "lambda-async-no-destination", "dlq-missing-permission", "lambda-no-tracing", "log-no-retention",
       "unresolved-reference", "duplicate-key", "circular-dependency", "sam-property-conflict"});
  const auto count = [&](const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = fixed.find(part); at != std::string::npos; at = fixed.find(part, at + 1)) ++found;
    return found;
  };
  CHECK(count("Type: AWS::SQS::Queue\n") == 2);  // one for the function and its streams, one that lets the topic in
  CHECK(count("OnFailure: {Type: SQS, Destination: !GetAtt WorkerDlq.Arn}") == 2);
  CHECK(count("DeadLetterConfig") == 3);
  CHECK(count("Tracing: Active") == 2);
  CHECK(count("AWS::Logs::LogGroup") == 2);
  CHECK(count("Other:\n    Type: AWS::Serverless::Function\n    Properties:\n      Tracing: Active\n") == 1);
}

TEST_CASE("many functions under one role, many topics of one function: all in one run") {
  std::string text = "Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {}\n"
                     "      Policies: [{PolicyName: p, PolicyDocument: {Statement: []}}]\n";
  for (int i = 0; i < 14; ++i) {
    const std::string n = std::to_string(i);
    text += "  Topic" + n + ": {Type: AWS::SNS::Topic}\n  Fn" + n +
            ": {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}\n  Feed" + n +
            ": {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Topic" + n + ", Protocol: lambda, Endpoint: !GetAtt Fn" +
            n + ".Arn}}\n";
  }
  all_fixes("template.yaml", text, {"lambda-async-no-destination", "sns-subscription-no-dlq", "dlq-missing-permission"});

  text = "Transform: AWS::Serverless-2016-10-31\nResources:\n";
  for (int i = 0; i < 14; ++i) text += "  Topic" + std::to_string(i) + ": {Type: AWS::SNS::Topic}\n";
  text += "  Worker:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n";
  for (int i = 0; i < 14; ++i)
    text += "        E" + std::to_string(i) + ": {Type: SNS, Properties: {Topic: !Ref Topic" + std::to_string(i) + "}}\n";
  all_fixes("template.yaml", text, {"lambda-async-no-destination", "sns-subscription-no-dlq", "dlq-missing-permission"});
}
