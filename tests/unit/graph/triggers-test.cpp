// All the ways by which functions are set off, and what stands behind routes.

#include <doctest/doctest.h>

#include "graph/routes.h"
#include "support/graph.h"

using namespace cumulint;
using test::build_graph_of;

TEST_CASE("buckets, buses, schedules, pipes") {
  const auto g = build_graph_of(R"(
Resources:
  Fn: {Type: AWS::Lambda::Function, Properties: {}}
  Jobs: {Type: AWS::SQS::Queue}
  Dead: {Type: AWS::SQS::Queue}
  Bus: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
  Files:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration:
        EventBridgeConfiguration: {EventBridgeEnabled: true}
        LambdaConfigurations: [{Event: 's3:ObjectCreated:*', Function: !GetAtt Fn.Arn}]
        QueueConfigurations: [{Event: 's3:ObjectRemoved:*', Queue: !GetAtt Jobs.Arn}]
  Rule:
    Type: AWS::Events::Rule
    Properties:
      EventBusName: orders
      EventPattern: {source: [shop]}
      Targets: [{Id: a, Arn: !GetAtt Fn.Arn, DeadLetterConfig: {Arn: !GetAtt Dead.Arn}}, {Id: b, Arn: !GetAtt Jobs.Arn}]
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties: {ScheduleExpression: rate(1 day), Target: {Arn: !GetAtt Fn.Arn, RoleArn: 'arn:aws:iam::123456789012:role/x'}}
  Pipe:
    Type: AWS::Pipes::Pipe
    Properties: {Source: !GetAtt Jobs.Arn, Target: !Ref Machine, Enrichment: !GetAtt Fn.Arn, RoleArn: 'arn:aws:iam::123456789012:role/x'}
  Machine: {Type: AWS::StepFunctions::StateMachine, Properties: {}}
)");
  const std::string edges = g->edges();
  for (const char* line : {"Bus -bus-rule-> Rule\n", "Rule -rule-target-> Fn\n", "Rule -dead-letter-> Dead\n",
                           "Rule -rule-target-> Jobs\n", "Nightly -schedule-target-> Fn\n", "Jobs -pipe-> Machine\n",
                           "Jobs -pipe-enrichment-> Fn\n", "Files -bucket-notification-> Fn\n",
                           "Files -bucket-notification-> Jobs\n", "Files -bucket-notification-> default\n"})
    CHECK_MESSAGE(edges.find(line) != std::string::npos, line << " is not in\n" << edges);
  CHECK(g->has("Fn", RoleFlag::async_invoked));
  CHECK(g->has("Fn", RoleFlag::sync_invoked));
  CHECK(g->has("Machine", RoleFlag::has_trigger));
  CHECK(g->has("Jobs", RoleFlag::has_consumer));
  CHECK_FALSE(g->has("Fn", RoleFlag::queue_consumer));
}

TEST_CASE("tasks of a workflow call functions and queues") {
  const auto g = build_graph_of(R"(
Resources:
  Fn: {Type: AWS::Lambda::Function, Properties: {}}
  Other: {Type: AWS::Lambda::Function, Properties: {}}
  Jobs: {Type: AWS::SQS::Queue}
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionSubstitutions: {OtherArn: !GetAtt Other.Arn}
      DefinitionString: !Sub |
        {"StartAt": "Charge", "States": {
          "Charge": {"Type": "Task", "Resource": "${Fn.Arn}", "Next": "Both"},
          "Both": {"Type": "Parallel", "End": true, "Branches": [
            {"StartAt": "Send", "States": {"Send": {"Type": "Task", "Resource": "arn:${AWS::Partition}:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "${Jobs}"}, "End": true}}},
            {"StartAt": "Later", "States": {"Later": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": ${AWS::AccountId}, "Parameters": {"FunctionName": "${!OtherArn}", "InvocationType": "Event"}, "End": true}}}
          ]}
        }}
)");
  CHECK(g->edges() == "Machine -workflow-task-> Fn\nMachine -workflow-task-> Jobs\nMachine -workflow-task-> Other\n");
  CHECK(g->has("Fn", RoleFlag::sync_invoked));
  CHECK(g->has("Other", RoleFlag::async_invoked));
  const Workflow& workflow = g->workflows->all[0];
  CHECK(workflow.is_known);
  REQUIRE(workflow.all.size() == 4);
  CHECK(g->read->written(workflow.all[0]->place.span) == "\"Charge\"");
  CHECK(g->read->written(workflow.all[3]->place.span) == "\"Later\"");
  CHECK(workflow.all[3]->parent == workflow.all[1]);
}

TEST_CASE("custom resources and what the CDK makes for itself") {
  const auto g = build_graph_of(R"(
Resources:
  Provider:
    Type: AWS::Lambda::Function
    Metadata: {aws:cdk:path: Stack/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler}
    Properties: {}
  Own: {Type: AWS::Lambda::Function, Metadata: {aws:cdk:path: Stack/Orders/Resource}, Properties: {}}
  Thing: {Type: Custom::Thing, Properties: {ServiceToken: !GetAtt Provider.Arn}}
)");
  CHECK(g->has("Provider", RoleFlag::tool_generated));
  CHECK(g->has("Provider", RoleFlag::custom_resource_handler));
  CHECK_FALSE(g->has("Own", RoleFlag::tool_generated));
}

TEST_CASE("what is given away is not private to the application") {
  const auto g = build_graph_of(R"(
Resources:
  Shown: {Type: AWS::SQS::Queue}
  Stored: {Type: AWS::SQS::Queue}
  Opened: {Type: AWS::SQS::Queue}
  ForTopic: {Type: AWS::SQS::Queue}
  Parameter: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Stored}}
  P1: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Opened], PolicyDocument: {Statement: [{Effect: Allow, Principal: {AWS: '210987654321'}, Action: 'sqs:SendMessage', Resource: '*'}]}}}
  P2: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref ForTopic], PolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:SendMessage', Resource: '*'}]}}}
Outputs:
  Url: {Value: !Sub 'queue ${Shown}'}
)");
  CHECK_FALSE(g->has("Shown", RoleFlag::app_private));
  CHECK_FALSE(g->has("Stored", RoleFlag::app_private));
  CHECK_FALSE(g->has("Opened", RoleFlag::app_private));
  CHECK(g->has("ForTopic", RoleFlag::app_private));
}

TEST_CASE("paths fit routes") {
  CHECK(fits_route("/orders/5", "/orders/{id}"));
  CHECK(fits_route("/orders/${?}/items", "/orders/{id}/items"));
  CHECK(fits_route("/files/a/b", "/files/{proxy+}"));
  CHECK_FALSE(fits_route("/orders", "/orders/{id}"));
  CHECK_FALSE(fits_route("/orders/5/items", "/orders/{id}"));
}
