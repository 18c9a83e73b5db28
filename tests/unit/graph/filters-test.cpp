// Does what code writes pass the filter of what it may set off?

#include <doctest/doctest.h>

#include <vector>

#include "graph/event-pattern.h"
#include "graph/invocation-cycles.h"
#include "support/graph.h"

using namespace cumulint;

namespace {

/// A call with literal arguments; "?" is a value that nobody knows.
struct Call {
  Arena& arena;
  SdkCall call;

  Call(Arena& a, std::string_view service, std::string_view operation,
       std::initializer_list<std::pair<std::string_view, std::string_view>> arguments)
      : arena(a) {
    call.service = service;
    call.operation = operation;
    std::vector<Argument> all;
    for (const auto& [name, text] : arguments) {
      Argument argument;
      argument.name = name;
      argument.value.possible = value(text);
      all.push_back(argument);
    }
    call.arguments = arena.copy(all);
  }

  Possible value(std::string_view text) {
    if (text == "?") return {};
    Piece piece;
    piece.alternatives = arena.copy(std::vector<Alternative>{Alternative{text, {}}});
    Candidate candidate;
    candidate.field = arena.make<Field>();
    candidate.text.pieces = arena.copy(std::vector<Piece>{piece});
    Possible possible;
    possible.candidates = arena.copy(std::vector<Candidate>{candidate});
    possible.open = false;
    return possible;
  }
};

/// Does the call pass the first edge of this kind?
Truth passes_first(const test::BuiltGraph& g, EdgeKind kind, const Call& call) {
  for (const Edge& edge : g.graph->edges)
    if (edge.kind == kind) return passes(edge, call.call, *g.resolver, g.arena());
  CUMULINT_ASSERT(false);
}

}  // namespace

TEST_CASE("a bucket's event types, prefixes and suffixes") {
  const auto g = test::build_graph_of(R"(
Resources:
  Fn: {Type: AWS::Lambda::Function, Properties: {}}
  Files:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration:
        LambdaConfigurations:
          - Event: s3:ObjectCreated:*
            Function: !GetAtt Fn.Arn
            Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}, {Name: suffix, Value: .csv}]}}
)");
  const auto put = [&](std::string_view operation, std::string_view key) {
    return passes_first(*g, EdgeKind::bucket_notification, Call(g->arena(), "s3", operation, {{"Key", key}}));
  };
  CHECK(put("PutObject", "in/a.csv") == Truth::yes);
  CHECK(put("CopyObject", "in/a.csv") == Truth::yes);
  CHECK(put("PutObject", "out/a.csv") == Truth::no);
  CHECK(put("PutObject", "in/a.json") == Truth::no);
  CHECK(put("PutObject", "?") == Truth::unknown);
  CHECK(put("DeleteObject", "in/a.csv") == Truth::no);
}

TEST_CASE("patterns of rules") {
  const auto rule = [](const std::string& pattern) {
    return test::build_graph_of("Resources:\n  Fn: {Type: AWS::Lambda::Function, Properties: {}}\n  Rule:\n    Type: AWS::Events::Rule\n"
                                "    Properties:\n      Targets: [{Id: a, Arn: !GetAtt Fn.Arn}]\n      EventPattern: " +
                                pattern + "\n");
  };
  const auto put = [](const test::BuiltGraph& g, std::string_view source, std::string_view type) {
    return passes_first(g, EdgeKind::bus_rule,
                        Call(g.arena(), "events", "PutEvents", {{"Entries[].Source", source}, {"Entries[].DetailType", type}}));
  };
  auto g = rule("{source: [shop], detail-type: [{prefix: Order}]}");
  CHECK(put(*g, "shop", "OrderPlaced") == Truth::yes);
  CHECK(put(*g, "shop", "Refund") == Truth::no);
  CHECK(put(*g, "stock", "OrderPlaced") == Truth::no);
  CHECK(put(*g, "?", "OrderPlaced") == Truth::unknown);
  g = rule("{source: [{anything-but: [shop]}]}");
  CHECK(put(*g, "shop", "x") == Truth::no);
  CHECK(put(*g, "stock", "x") == Truth::yes);
  g = rule("{source: [shop], detail: {status: [paid]}}");
  CHECK(put(*g, "shop", "x") == Truth::unknown);
  g = rule("{$or: [{source: [shop]}, {detail-type: [Paid]}]}");
  CHECK(put(*g, "stock", "Paid") == Truth::yes);
  CHECK(put(*g, "stock", "Lost") == Truth::no);
  g = rule("{source: [{equals-ignore-case: SHOP}]}");
  CHECK(put(*g, "shop", "x") == Truth::yes);
}

TEST_CASE("filters of subscriptions and mappings") {
  const auto g = test::build_graph_of(R"(
Resources:
  Fn: {Type: AWS::Lambda::Function, Properties: {}}
  News: {Type: AWS::SNS::Topic}
  S: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !GetAtt Fn.Arn, FilterPolicy: {kind: [order]}}}
  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: KEYS_ONLY}}}
  M:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Fn
      EventSourceArn: !GetAtt Orders.StreamArn
      FilterCriteria: {Filters: [{Pattern: '{"eventName": ["REMOVE"]}'}]}
)");
  const auto publish = [&](std::string_view kind) {
    return passes_first(*g, EdgeKind::subscription,
                        Call(g->arena(), "sns", "Publish", {{"MessageAttributes.kind.StringValue", kind}}));
  };
  CHECK(publish("order") == Truth::yes);
  CHECK(publish("refund") == Truth::no);
  CHECK(publish("?") == Truth::unknown);
  CHECK(passes_first(*g, EdgeKind::subscription, Call(g->arena(), "sns", "Publish", {})) == Truth::no);
  CHECK(passes_first(*g, EdgeKind::mapping, Call(g->arena(), "dynamodb", "PutItem", {})) == Truth::no);
  CHECK(passes_first(*g, EdgeKind::mapping, Call(g->arena(), "dynamodb", "DeleteItem", {})) == Truth::yes);
  CHECK(passes_first(*g, EdgeKind::mapping, Call(g->arena(), "dynamodb", "BatchWriteItem", {})) == Truth::unknown);
}
