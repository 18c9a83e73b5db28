// What alarms watch.

#include <doctest/doctest.h>

#include "metrics/alarms.h"
#include "support/resolved.h"

using namespace cumulint;

namespace {

struct Built : test::Resolved {
  std::span<const Alarm> alarms;
  using Resolved::Resolved;
  const Alarm& alarm(std::string_view id) const {
    for (const Alarm& one : alarms)
      if (one.resource->id == id) return one;
    CUMULINT_ASSERT(false);
  }
  /// "Errors of Fn", of the alarm's first metric; "?" after it if it may be another one.
  std::string watched(std::string_view id) const {
    if (alarm(id).metrics.empty()) return "nothing";
    const WatchedMetric& metric = alarm(id).metrics[0];
    return std::string(metric.known_metric) + " of " +
           (metric.resource == nullptr ? "-" : std::string(metric.resource->id)) +
           (metric.sure == Truth::yes ? "" : " ?");
  }
};

std::unique_ptr<Built> build(std::string text) {
  auto built = std::make_unique<Built>(std::move(text), test::Parameters{});
  const ResourceNames* names = ResourceNames::build(*built->effective, *built->resolver, built->arena());
  built->alarms = build_alarms(*built->effective, *names, built->arena());
  return built;
}

}  // namespace

TEST_CASE("dimensions name resources by reference, explicit name and alias") {
  const auto g = build(R"yaml(
Parameters: {Name: {Type: String}}
Resources:
  Fn: {Type: AWS::Lambda::Function, Properties: {FunctionName: worker}}
  Live: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Fn, Name: live, FunctionVersion: '1'}}
  Jobs: {Type: AWS::SQS::Queue}
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: !Sub '${AWS::StackName}-api'}}
  ByRef: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/Lambda, MetricName: Errors, Dimensions: [{Name: FunctionName, Value: !Ref Fn}]}}
  ByName: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/Lambda, MetricName: Errors, Dimensions: [{Name: FunctionName, Value: worker}]}}
  ByArn: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/Lambda, MetricName: Errors, Dimensions: [{Name: FunctionName, Value: !GetAtt Fn.Arn}]}}
  ByAlias: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/Lambda, MetricName: Errors, Dimensions: [{Name: FunctionName, Value: !Ref Fn}, {Name: Resource, Value: !Sub '${Fn}:live'}]}}
  Queue: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/SQS, MetricName: ApproximateAgeOfOldestMessage, Dimensions: [{Name: QueueName, Value: !GetAtt Jobs.QueueName}]}}
  ByApiName: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/ApiGateway, MetricName: 5XXError, Dimensions: [{Name: ApiName, Value: !Sub '${AWS::StackName}-api'}]}}
  Other: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/Lambda, MetricName: Errors, Dimensions: [{Name: FunctionName, Value: other}]}}
  Unknown: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/Lambda, MetricName: Errors, Dimensions: [{Name: FunctionName, Value: !Ref Name}]}}
  Account: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/Lambda, MetricName: Errors}}
)yaml");
  CHECK(g->watched("ByRef") == "Errors of Fn");
  CHECK(g->watched("ByName") == "Errors of Fn");
  CHECK(g->watched("ByArn") == "Errors of Fn");
  CHECK(g->watched("ByAlias") == "Errors of Fn");
  CHECK(g->watched("Queue") == "ApproximateAgeOfOldestMessage of Jobs");
  CHECK(g->watched("ByApiName") == "5XXError of Api");
  CHECK(g->watched("Other") == "Errors of -");
  CHECK(g->watched("Unknown") == "Errors of - ?");
  CHECK(g->watched("Account") == "Errors of -");
  CHECK(g->alarm("ByRef").metrics[0].dimensions[0].names_resource == Truth::yes);
  CHECK(g->alarm("ByArn").metrics[0].dimensions[0].names_resource == Truth::no);
  CHECK(g->alarm("Queue").metrics[0].dimensions[0].names_resource == Truth::yes);
}

TEST_CASE("metric math, searches, composites and actions") {
  const auto g = build(R"yaml(
Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  Fn: {Type: AWS::Lambda::Function, Properties: {}}
  Topic: {Type: AWS::SNS::Topic}
  Rate:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmActions: [!Ref Topic]
      Metrics:
        - {Id: e, Expression: errors / invocations}
        - {Id: errors, ReturnData: false, MetricStat: {Stat: Sum, Period: 60, Metric: {Namespace: AWS/Lambda, MetricName: Errors, Dimensions: [{Name: FunctionName, Value: !Ref Fn}]}}}
  Search:
    Type: AWS::CloudWatch::Alarm
    Properties:
      ActionsEnabled: false
      AlarmActions: [!Ref Topic]
      Metrics: [{Id: e, Expression: "MAX(SEARCH('{AWS/Lambda,FunctionName} Errors', 'Sum'))"}]
  Silent: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: silent, Namespace: AWS/Lambda, MetricName: Errors}}
  Sometimes: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/Lambda, MetricName: Errors, AlarmActions: !If [IsProd, [!Ref Topic], !Ref AWS::NoValue]}}
  All: {Type: AWS::CloudWatch::CompositeAlarm, Properties: {AlarmRule: !Sub 'ALARM(${Rate}) OR ALARM("silent")'}}
)yaml");
  CHECK(g->alarm("Rate").kind == AlarmKind::math);
  CHECK(g->watched("Rate") == "Errors of Fn");
  CHECK_FALSE(g->alarm("Rate").open);
  CHECK(g->alarm("Rate").acts == Truth::yes);
  CHECK(g->alarm("Search").open);
  CHECK(g->alarm("Search").acts == Truth::no);
  CHECK(g->alarm("Silent").acts == Truth::no);
  CHECK(g->alarm("Sometimes").acts == Truth::yes);
  const Alarm& all = g->alarm("All");
  CHECK(all.kind == AlarmKind::composite);
  REQUIRE(all.members.size() == 2);
  CHECK(all.members[0]->id == "Rate");
  CHECK(all.members[1]->id == "Silent");
}
