// Which edges and roles a template's graph has.

#include <doctest/doctest.h>

#include "support/graph.h"

using namespace cumulint;
using test::build_graph_of;

namespace {

/// "A", "B" as edges() writes them.
std::string lines(std::initializer_list<std::string> all) {
  std::string text;
  for (const std::string& line : all) text += line + "\n";
  return text;
}

}  // namespace

TEST_CASE("a SAM queue event is a mapping from the queue to the function") {
  const auto g = build_graph_of(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Dead: {Type: AWS::SQS::Queue}
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      CodeUri: src/
      Events:
        FromJobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}
)");
  CHECK(g->edges() == lines({"Jobs -mapping-> Worker", "Jobs -redrive-> Dead"}));
  CHECK(g->has("Worker", RoleFlag::polled));
  CHECK(g->has("Worker", RoleFlag::queue_consumer));
  CHECK_FALSE(g->has("Worker", RoleFlag::async_invoked));
  CHECK(g->has("Jobs", RoleFlag::has_consumer));
  CHECK(g->has("Dead", RoleFlag::dead_letter_queue));
  CHECK(g->has("Dead", RoleFlag::app_private));
}

TEST_CASE("names, ARNs and URLs that fit an explicit name are that resource") {
  const auto g = build_graph_of(R"(
Parameters:
  Name: {Type: String}
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}
  Named: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Name}}
  Worker: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Sub '${AWS::StackName}-worker'}}
  A: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:jobs', FunctionName: !Sub '${AWS::StackName}-worker'}}
  B: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Name}', FunctionName: !Ref Worker}}
  C: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !Join [':', [arn, !Ref AWS::Partition, sqs, !Ref AWS::Region, !Ref AWS::AccountId, !GetAtt Jobs.QueueName]], FunctionName: !GetAtt Worker.Arn}}
)");
  CHECK(g->edges() == lines({"Jobs -mapping-> Worker", "Named -mapping-> Worker", "Jobs -mapping-> Worker"}));
}

TEST_CASE("what is outside or unknown is marked, not left out") {
  const auto g = build_graph_of(R"(
Parameters:
  Source: {Type: String}
Resources:
  Worker: {Type: AWS::Lambda::Function, Properties: {}}
  A: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:other', FunctionName: !Ref Worker}}
  B: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !Ref Source, FunctionName: !Ref Worker}}
  C: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !ImportValue queue, FunctionName: !Ref Worker}}
)");
  CHECK(g->edges() == lines({"arn:aws:sqs:eu-west-1:123456789012:other -mapping-> Worker",
                             "${Source} -mapping-> Worker", "${Fn::ImportValue:queue} -mapping-> Worker"}));
  CHECK(g->graph->edges[0].from->type == "AWS::SQS::Queue");
  CHECK(g->graph->edges[0].from->kind == GraphNodeKind::external);
  CHECK(g->graph->edges[1].from->kind == GraphNodeKind::unresolved);
}

TEST_CASE("an alias leads to its function and is the qualifier") {
  const auto g = build_graph_of(R"(
Resources:
  Topic: {Type: AWS::SNS::Topic}
  Fn: {Type: AWS::Lambda::Function, Properties: {}}
  V: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Fn}}
  Live: {Type: AWS::Lambda::Alias, Properties: {Name: live, FunctionName: !Ref Fn, FunctionVersion: !GetAtt V.Version}}
  S: {Type: AWS::SNS::Subscription, Properties: {Protocol: lambda, TopicArn: !Ref Topic, Endpoint: !Ref Live}}
  T: {Type: AWS::SNS::Subscription, Properties: {Protocol: lambda, TopicArn: !Ref Topic, Endpoint: !Ref V}}
)");
  CHECK(g->edges() == lines({"Topic -subscription-> Fn:live", "Topic -subscription-> Fn:V"}));
  CHECK(g->has("Fn", RoleFlag::async_invoked));
}

TEST_CASE("each branch of an If is an edge in its own scenario") {
  const auto g = build_graph_of(R"(
Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  A: {Type: AWS::SQS::Queue}
  B: {Type: AWS::SQS::Queue, Condition: IsProd}
  Fn: {Type: AWS::Lambda::Function, Properties: {}}
  M: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Fn, EventSourceArn: !If [IsProd, !GetAtt B.Arn, !GetAtt A.Arn]}}
)");
  CHECK(g->edges() == lines({"B -mapping-> Fn", "A -mapping-> Fn"}));
  CHECK(consistent(g->graph->edges[0].when, g->graph->edges[1].when) == Truth::no);
}

TEST_CASE("disabled triggers are marked and give no roles") {
  const auto g = build_graph_of(R"(
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Fn: {Type: AWS::Lambda::Function, Properties: {}}
  M: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Fn, EventSourceArn: !GetAtt Jobs.Arn, Enabled: false}}
  R: {Type: AWS::Events::Rule, Properties: {State: DISABLED, ScheduleExpression: rate(1 day), Targets: [{Id: x, Arn: !GetAtt Fn.Arn}]}}
)");
  CHECK(g->edges() == lines({"Jobs -mapping-> Fn (off)", "default -bus-rule-> R (off)", "R -rule-target-> Fn (off)"}));
  CHECK_FALSE(g->has("Fn", RoleFlag::has_trigger));
  CHECK_FALSE(g->has("Jobs", RoleFlag::has_consumer));
}

TEST_CASE("APIs: SAM events, routes in bodies and plain resources") {
  const auto g = build_graph_of(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      CodeUri: src/
      Events:
        List: {Type: Api, Properties: {Path: /orders, Method: get}}
        Make: {Type: HttpApi, Properties: {Path: '/orders/{id}', Method: post}}
  Plain: {Type: AWS::ApiGateway::RestApi, Properties: {Name: plain}}
  Items: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Plain, ParentId: !GetAtt Plain.RootResourceId, PathPart: items}}
  Item: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Plain, ParentId: !Ref Items, PathPart: '{id}'}}
  GetItem:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Plain
      ResourceId: !Ref Item
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        TimeoutInMillis: 5000
        Uri: !Sub 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Orders.Arn}/invocations'
)");
  CHECK(g->has("Orders", RoleFlag::api_handler));
  std::string routes;
  for (const Route& route : g->graph->routes)
    routes += (std::string(route.api->id) + " " + std::string(route.method) + " " + std::string(route.path) + " " +
               std::string(route.target == nullptr ? "-" : route.target->id) +
               (route.is_guarded == Truth::yes ? " guarded" : "") +
               (route.timeout != nullptr ? " " + std::string(route.timeout->value->literal()) : "") + "\n");
  CHECK(routes == lines({"ServerlessRestApi GET /orders Orders", "Plain GET /items/{id} Orders guarded 5000",
                         "ServerlessHttpApi POST /orders/{id} Orders"}));
}

TEST_CASE("Firehose reads a stream and writes to a bucket") {
  const auto g = test::build_graph_of(R"(
Resources:
  Clicks: {Type: AWS::Kinesis::Stream}
  Files: {Type: AWS::S3::Bucket}
  Deliver:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      KinesisStreamSourceConfiguration: {KinesisStreamARN: !GetAtt Clicks.Arn, RoleARN: r}
      ExtendedS3DestinationConfiguration: {BucketARN: !GetAtt Files.Arn, RoleARN: r}
)");
  CHECK(g->edges() == "Clicks -delivery-> Deliver\nDeliver -delivery-> Files\n");
}

TEST_CASE("a schedule's universal target: the resource that its Input names") {
  const auto with = [](const std::string& target) {
    return test::build_graph_of("Resources:\n  Fn: {Type: AWS::Lambda::Function, Properties: {FunctionName: worker}}\n"
                                "  Jobs: {Type: AWS::SQS::Queue}\n  S:\n    Type: AWS::Scheduler::Schedule\n"
                                "    Properties: {Target: {" + target + ", RoleArn: r}}\n");
  };
  const std::string invoke = "Arn: 'arn:aws:scheduler:::aws-sdk:lambda:invoke', Input: ";
  const auto waits = with(invoke + "'{\"FunctionName\": \"worker\"}'");
  CHECK(waits->edges() == "S -schedule-target-> Fn\n");
  CHECK(waits->graph->edges[0].invocation == InvocationKind::synchronous);
  const auto leaves = with(invoke + "!Sub '{\"FunctionName\": \"${Fn.Arn}\", \"InvocationType\": \"Event\"}'");
  CHECK(leaves->edges() == "S -schedule-target-> Fn\n");
  CHECK(leaves->graph->edges[0].invocation == InvocationKind::asynchronous);
  CHECK(with("Arn: !Sub 'arn:${AWS::Partition}:scheduler:::aws-sdk:sqs:sendMessage', Input: !Sub '{\"QueueUrl\": "
             "\"${Jobs}\", \"MessageBody\": \"go\"}'")->edges() == "S -schedule-target-> Jobs\n");
}
