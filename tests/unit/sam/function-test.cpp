// Functions: what they become, their roles, their events.

#include <doctest/doctest.h>

#include "unit/sam/expanded.h"

namespace cumulint::sam {
namespace {

const std::string function = R"(  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      CodeUri: s3://code/fn.zip
)";

TEST_CASE("a function gets a role that Lambda may take") {
  const auto it = expanded_resources(function);
  CHECK(it->resources() == Lines{"Fn AWS::Lambda::Function", "FnRole AWS::IAM::Role"});
  CHECK(it->property("Fn", "Code") == "{S3Bucket: code, S3Key: fn.zip}");
  CHECK(it->property("Fn", "Role") == "GetAtt(FnRole.Arn)");
  CHECK(it->resource("Fn").written == it->read->source->find_resource("Fn"));
  CHECK_FALSE(it->resource("Fn").generated);
  CHECK(it->resource("FnRole").generated);
  CHECK(it->place("FnRole") == "Fn");
  CHECK_FALSE(it->refused);
}

TEST_CASE("a function with a role of its own gets no other") {
  const auto it = expanded_resources(function + "      Role: arn:aws:iam::123456789012:role/mine\n");
  CHECK(it->resources() == Lines{"Fn AWS::Lambda::Function"});
  CHECK(it->property("Fn", "Role") == "arn:aws:iam::123456789012:role/mine");
}

TEST_CASE("policy templates become statements, names of AWS's policies become ARNs") {
  const auto it = expanded_resources(function + "      Policies: [{SQSSendMessagePolicy: {QueueName: !GetAtt Q.QueueName}}, AmazonS3ReadOnlyAccess]\n");
  const std::string arns = it->property("FnRole", "ManagedPolicyArns");
  CHECK(arns.find("AWSLambdaBasicExecutionRole") != arns.npos);
  CHECK(arns.find("policy/AmazonS3ReadOnlyAccess") != arns.npos);
  const std::string policies = it->property("FnRole", "Policies");
  CHECK(policies.find("sqs:SendMessage") != policies.npos);
  CHECK(policies.find("GetAtt(Q.QueueName)") != policies.npos);
}

TEST_CASE("what an event makes stands at the event") {
  const auto it = expanded_resources(function + R"(      Events:
        Often:
          Type: Schedule
          Properties: {Schedule: rate(5 minutes)}
)");
  CHECK(it->property("FnOften", "ScheduleExpression") == "rate(5 minutes)");
  CHECK(it->resource("FnOftenPermission").event == "Often");
  CHECK(it->place("FnOftenPermission") == "Often");
  CHECK(it->resource("FnOftenPermission").event_field->value->find("Type")->value->text == "Schedule");
}

TEST_CASE("a queue event lets the role read the queue") {
  const auto it = expanded_resources(function + R"(      Events:
        Jobs: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn, BatchSize: 5}}
)");
  CHECK(it->property("FnJobs", "EventSourceArn") == "GetAtt(Q.Arn)");
  CHECK(it->property("FnJobs", "BatchSize") == "5");
  CHECK(it->property("FnRole", "ManagedPolicyArns").find("AWSLambdaSQSQueueExecutionRole") != std::string::npos);
}

TEST_CASE("an alias is what events call, and what references to Fn.Alias mean") {
  const auto it = expanded_resources(function + R"(      AutoPublishAlias: live
      Events:
        Often: {Type: Schedule, Properties: {Schedule: rate(5 minutes)}}
  Topic:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !Ref Fn.Alias}
)");
  CHECK(it->property("FnAliaslive", "Name") == "live");
  CHECK(it->property("FnOftenPermission", "FunctionName") == "Ref(FnAliaslive)");
  CHECK(it->property("Topic", "DisplayName") == "Ref(FnAliaslive)");
}

TEST_CASE("globals are merged field by field, and keep their places") {
  const auto it = expanded("Globals:\n  Function:\n    Timeout: 7\n    Environment: {Variables: {A: global, B: global}}\n"
                           "Transform: AWS::Serverless-2016-10-31\nResources:\n" + function + "      Environment: {Variables: {B: own}}\n");
  CHECK(it->property("Fn", "Environment.Variables") == "{A: global, B: own}");
  const Field& timeout = *it->resource("Fn").find("Timeout");
  CHECK(it->read->written(timeout.origin.value) == "7");
  REQUIRE(timeout.origin.cause != nullptr);
  CHECK(timeout.origin.cause->kind == CauseKind::globals);
  CHECK(timeout.origin.cause->users == 1);
}

TEST_CASE("conditions of a function are those of what it makes") {
  const auto it = expanded("Transform: AWS::Serverless-2016-10-31\nConditions: {C: !Equals [!Ref AWS::Region, x]}\nResources:\n" + function +
                           "      Events: {E: {Type: HttpApi}}\n    Condition: C\n");
  CHECK(it->resource("FnRole").condition == "C");
  CHECK(it->resource("FnEPermission").condition == "C");
  CHECK(it->resource("ServerlessHttpApi").condition == "C");
}

TEST_CASE("what SAM refuses is said where it is written, and the rest is expanded") {
  const auto it = expanded_resources(function + R"(      Layres: []
  Good: {Type: AWS::Serverless::SimpleTable}
)");
  CHECK(it->refused);
  REQUIRE(it->refusals().size() == 1);
  CHECK(it->refusals()[0].find("'Layres': Fn:") == 0);
  CHECK(it->resource("Good").type == "AWS::DynamoDB::Table");
}

TEST_CASE("an id that SAM makes must be free") {
  const auto it = expanded_resources(function + "  FnRole: {Type: AWS::SNS::Topic}\n");
  CHECK(it->refused);
  CHECK(it->resource("FnRole").type == "AWS::SNS::Topic");
}

TEST_CASE("the URL of a function with an alias is the alias's") {
  const auto it = expanded_resources(function + "      AutoPublishAlias: live\n      FunctionUrlConfig: {AuthType: NONE}\n");
  CHECK(it->property("FnUrl", "TargetFunctionArn") == "Ref(FnAliaslive)");
  CHECK(it->property("FnUrl", "Qualifier") == "-");
}

TEST_CASE("the default route's permission covers the others, unless they call an alias") {
  const std::string events = "      Events: {A: {Type: HttpApi, Properties: {Path: /a, Method: get}}, B: {Type: HttpApi}}\n";
  CHECK_FALSE(expanded_resources(function + events)->has("FnAPermission"));
  CHECK(expanded_resources(function + events + "      AutoPublishAlias: live\n")->has("FnAPermission"));
}

TEST_CASE("events that need the same rights share one policy") {
  const auto stream = [](const std::string& name) {
    return name + ": {Type: Kinesis, Properties: {Stream: !GetAtt " + name + ".Arn, StartingPosition: LATEST, "
           "DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Q.Arn}}}}";
  };
  const auto it = expanded_resources(function + "      Events: {" + stream("S1") + ", " + stream("S2") + "}\n");
  CHECK(it->resource("FnRole").find("Policies")->value->fields.size() == 1);
}

TEST_CASE("the id of a rule's target has at most 64 characters") {
  const auto it = expanded_resources(function + "      Events: {AnEventNameThatIsLongerThanAnybodyWouldEverNeedItToBe: {Type: Schedule, "
                                                "Properties: {Schedule: rate(1 day)}}}\n");
  CHECK(it->property("FnAnEventNameThatIsLongerThanAnybodyWouldEverNeedItToBe", "Targets") ==
        "[{Arn: GetAtt(Fn.Arn), Id: FnAnEventNameThatIsLongerThanAnybodyWouldEverNeedItTLambdaTarget}]");
}

TEST_CASE("the role for deployments has the tags of all functions that propagate theirs") {
  const std::string settings = "Runtime: python3.12, Handler: a.b, InlineCode: pass, AutoPublishAlias: live, PropagateTags: true, "
                               "DeploymentPreference: {Type: AllAtOnce}, ";
  const auto it = expanded_resources("  F: {Type: AWS::Serverless::Function, Properties: {" + settings + "Tags: {a: b}}}\n" +
                                     "  G: {Type: AWS::Serverless::Function, Properties: {" + settings + "Tags: {c: d}}}\n");
  CHECK(it->property("CodeDeployServiceRole", "Tags") == "[{Key: a, Value: b}, {Key: c, Value: d}]");
}

TEST_CASE("a WebSocket API keeps no condition: SAM drops it") {
  const auto it = expanded("Transform: AWS::Serverless-2016-10-31\nConditions: {C: !Equals [a, b]}\nResources:\n"
                           "  W: {Type: AWS::Serverless::WebSocketApi, Condition: C, DependsOn: W2, Properties: "
                           "{RouteSelectionExpression: x, Routes: {a: {FunctionArn: f}}}}\n");
  CHECK(it->resource("W").condition.empty());
  CHECK(it->resource("WARoute").condition.empty());
  CHECK(it->resource("W").depends_on.size() == 1);
}

TEST_CASE("functions share the queue that SAM makes for a destination in Globals") {
  const std::string settings = "Properties: {Runtime: r, Handler: h, InlineCode: x}}\n";
  const auto it = expanded("Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: {EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SQS}}}}}\n"
                           "Resources:\n  F: {Type: AWS::Serverless::Function, " + settings + "  G: {Type: AWS::Serverless::Function, " + settings);
  CHECK(it->has("FEventInvokeConfigOnFailureQueue"));
  CHECK_FALSE(it->has("GEventInvokeConfigOnFailureQueue"));
  CHECK(it->property("GEventInvokeConfig", "DestinationConfig.OnFailure.Destination") == "GetAtt(FEventInvokeConfigOnFailureQueue.Arn)");
}

TEST_CASE("a template without SAM comes back as it is") {
  const auto it = expanded("Resources:\n  Q: {Type: AWS::SQS::Queue}\n");
  CHECK(it->made == it->read->source);
}

}  // namespace
}  // namespace cumulint::sam
