// Code that sets itself off again: ways over triggers, and what the filters on them let pass.

#include <doctest/doctest.h>

#include <vector>

#include "graph/invocation-cycles.h"
#include "support/graph.h"

using namespace cumulint;

namespace {

struct Write {
  std::string_view from, to, service, operation;
  std::vector<std::pair<std::string_view, std::string_view>> arguments = {};
  Reach reach = Reach::always;
};

/// A template's graph, with calls in it as code would bring them.
class WithCalls {
 public:
  WithCalls(std::string text, const std::vector<Write>& writes) : built_(test::build_graph_of(std::move(text))) {
    graph_ = *built_->graph;
    nodes_.assign(graph_.nodes.begin(), graph_.nodes.end());
    for (const Edge& edge : graph_.edges) add(edge, edge.from->index, edge.to->index);
    for (const Write& write : writes) add(edge_of(write), index_of(write.from), index_of(write.to));
    for (GraphNode& node : nodes_) {
      node.out = ends(node, &Edge::from);
      node.in = ends(node, &Edge::to);
    }
    graph_.nodes = nodes_;
    graph_.edges = edges_;
  }

  /// "Fn -> Jobs -> Fn" a line; "?" what may not pass, "if" what is conditional.
  std::string cycles() {
    std::string lines;
    for (const InvocationCycle& cycle : find_invocation_cycles(graph_, *built_->resolver, built_->arena())) {
      std::string line(cycle.edges.front()->from->id);
      for (const Edge* edge : cycle.edges) line += " -> " + std::string(edge->to->id);
      lines += line + (cycle.passes == Truth::yes ? "" : " ?") + (cycle.is_conditional ? " if" : "") + "\n";
    }
    return lines;
  }

 private:
  void add(Edge edge, std::uint32_t from, std::uint32_t to) {
    if (edges_.empty()) edges_.reserve(1000);  // their places are kept
    edge.from = &nodes_[from];
    edge.to = &nodes_[to];
    edges_.push_back(edge);
  }

  std::uint32_t index_of(std::string_view id) const {
    for (const GraphNode& node : nodes_)
      if (node.id == id) return node.index;
    CUMULINT_ASSERT(false);
  }

  Edge edge_of(const Write& write) {
    SdkCall* call = built_->arena().make<SdkCall>();
    call->service = write.service;
    call->operation = write.operation;
    call->reach = write.reach;
    std::vector<Argument> arguments;
    for (const auto& [name, text] : write.arguments) arguments.push_back(argument(name, text));
    call->arguments = built_->arena().copy(arguments);
    Edge edge;
    edge.kind = EdgeKind::call;
    edge.call = call;
    return edge;
  }

  Argument argument(std::string_view name, std::string_view text) {
    Arena& arena = built_->arena();
    Piece piece;
    piece.alternatives = arena.copy(std::vector<Alternative>{Alternative{text, {}}});
    Candidate candidate;
    candidate.field = arena.make<Field>();
    candidate.text.pieces = arena.copy(std::vector<Piece>{piece});
    Argument made;
    made.name = name;
    made.value.possible.candidates = arena.copy(std::vector<Candidate>{candidate});
    made.value.possible.open = false;
    return made;
  }

  std::span<const Edge* const> ends(const GraphNode& node, const GraphNode* Edge::* end) {
    std::vector<const Edge*> found;
    for (const Edge& edge : edges_)
      if (edge.*end == &node) found.push_back(&edge);
    return built_->arena().copy(found);
  }

  std::unique_ptr<test::BuiltGraph> built_;
  Graph graph_;
  std::vector<GraphNode> nodes_;
  std::vector<Edge> edges_;
};

const std::string queue = R"yaml(
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Fn: {Type: AWS::Lambda::Function, Properties: {Role: r}}
  Other: {Type: AWS::Lambda::Function, Properties: {Role: r}}
  Polling: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Fn, Enabled: ENABLED}}
)yaml";

std::string with_switch(std::string_view text) {
  std::string changed = queue;
  return changed.replace(changed.find("ENABLED"), 7, text);
}

const std::vector<Write> to_jobs = {{"Fn", "Jobs", "sqs", "SendMessage"}};

/// Two buses: a rule of the first hands events on to the second, a rule of which sets the function off.
std::string two_buses(std::string_view first_target, std::string_view pattern) {
  return R"yaml(
Resources:
  First: {Type: AWS::Events::EventBus, Properties: {Name: first}}
  Second: {Type: AWS::Events::EventBus, Properties: {Name: second}}
  Fn: {Type: AWS::Lambda::Function, Properties: {Role: r}}
  HandOn:
    Type: AWS::Events::Rule
    Properties:
      EventBusName: !Ref First
      EventPattern: {source: [shop]}
      Targets: [{Id: a, Arn: !GetAtt Second.Arn)yaml" +
         std::string(first_target) + R"yaml(}]
  Back:
    Type: AWS::Events::Rule
    Properties:
      EventBusName: !Ref Second
      EventPattern: )yaml" +
         std::string(pattern) + "\n      Targets: [{Id: a, Arn: !GetAtt Fn.Arn}]\n";
}

const std::vector<Write> to_first = {
    {"Fn", "First", "events", "PutEvents", {{"Entries[].Source", "shop"}, {"Entries[].DetailType", "Bought"}}}};

std::string over_firehose(std::string_view prefix, std::string_view notification) {
  return R"yaml(
Resources:
  Fn: {Type: AWS::Lambda::Function, Properties: {Role: r}}
  Deliver:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties: {S3DestinationConfiguration: {RoleARN: r, BucketARN: !GetAtt Files.Arn)yaml" +
         std::string(prefix) + R"yaml(}}
  Files:
    Type: AWS::S3::Bucket
    Properties: {NotificationConfiguration: {LambdaConfigurations: [{Function: !GetAtt Fn.Arn, )yaml" +
         std::string(notification) + "}]}}\n";
}

const std::vector<Write> to_delivery = {{"Fn", "Deliver", "firehose", "PutRecord"}};

}  // namespace

TEST_CASE("a write to the queue that sets it off") {
  CHECK(WithCalls(with_switch("true"), to_jobs).cycles() == "Fn -> Jobs -> Fn\n");
  CHECK(WithCalls(with_switch("true"), {{"Fn", "Jobs", "sqs", "SendMessage", {}, Reach::conditional}}).cycles() ==
        "Fn -> Jobs -> Fn if\n");
  CHECK(WithCalls(with_switch("true"), {{"Fn", "Jobs", "sqs", "ReceiveMessage"}}).cycles() == "");
  CHECK(WithCalls(with_switch("false"), to_jobs).cycles() == "");
  CHECK(WithCalls(with_switch("true, FilterCriteria: {Filters: [{Pattern: '{\"body\": {\"kind\": [\"new\"]}}'}]}"), to_jobs)
            .cycles() == "Fn -> Jobs -> Fn ?\n");
}

TEST_CASE("functions that call each other, and one cycle for several calls") {
  const std::vector<Write> writes = {{"Fn", "Other", "lambda", "Invoke"},
                                     {"Other", "Jobs", "sqs", "SendMessage"},
                                     {"Other", "Jobs", "sqs", "SendMessageBatch"}};
  CHECK(WithCalls(with_switch("true"), writes).cycles() == "Other -> Jobs -> Fn -> Other\n");
  CHECK(WithCalls(queue, {{"Fn", "Other", "lambda", "Invoke"}, {"Other", "Fn", "lambda", "Invoke"}}).cycles() ==
        "Fn -> Other -> Fn\n");
  CHECK(WithCalls(queue, {{"Fn", "Fn", "lambda", "Invoke"}}).cycles() == "Fn -> Fn\n");
}

TEST_CASE("a dead-letter queue is no way on") {
  const std::string text = with_switch("true") +
                           "  Work: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt "
                           "Jobs.Arn, maxReceiveCount: 5}}}\n";
  CHECK(WithCalls(text, to_jobs).cycles() == "");
}

TEST_CASE("patterns behind another bus see the event that was sent, unless a target changes it") {
  const std::string way = "Fn -> First -> HandOn -> Second -> Back -> Fn";
  CHECK(WithCalls(two_buses("", "{detail-type: [Bought]}"), to_first).cycles() == way + "\n");
  CHECK(WithCalls(two_buses("", "{detail-type: [Sent]}"), to_first).cycles() == "");
  CHECK(WithCalls(two_buses("", "{detail: {kind: [new]}}"), to_first).cycles() == way + " ?\n");
  CHECK(WithCalls(two_buses(", Input: '{}'", "{detail-type: [Sent]}"), to_first).cycles() == way + " ?\n");
}

TEST_CASE("a filter on a rule's queue sees the event as the message's body") {
  const auto over_queue = [](std::string_view wanted) {
    return R"yaml(
Resources:
  Bus: {Type: AWS::Events::EventBus, Properties: {Name: first}}
  Jobs: {Type: AWS::SQS::Queue}
  Fn: {Type: AWS::Lambda::Function, Properties: {Role: r}}
  ToJobs:
    Type: AWS::Events::Rule
    Properties: {EventBusName: !Ref Bus, EventPattern: {source: [shop]}, Targets: [{Id: a, Arn: !GetAtt Jobs.Arn}]}
  Polling:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Jobs.Arn
      FunctionName: !Ref Fn
      FilterCriteria: {Filters: [{Pattern: '{"body": {"detail-type": [")yaml" +
           std::string(wanted) + "\"]}}'}]}\n";
  };
  const std::vector<Write> writes = {
      {"Fn", "Bus", "events", "PutEvents", {{"Entries[].Source", "shop"}, {"Entries[].DetailType", "Bought"}}}};
  CHECK(WithCalls(over_queue("Bought"), writes).cycles() == "Fn -> Bus -> ToJobs -> Jobs -> Fn\n");
  CHECK(WithCalls(over_queue("Sent"), writes).cycles() == "");
}

TEST_CASE("what Firehose delivers to a bucket") {
  const std::string created = "Event: 's3:ObjectCreated:*'", way = "Fn -> Deliver -> Files -> Fn";
  const std::string in_raw = created + ", Filter: {S3Key: {Rules: [{Name: prefix, Value: raw/}]}}";
  CHECK(WithCalls(over_firehose("", created), to_delivery).cycles() == way + "\n");
  CHECK(WithCalls(over_firehose("", "Event: 's3:ObjectRemoved:*'"), to_delivery).cycles() == "");
  CHECK(WithCalls(over_firehose("", in_raw), to_delivery).cycles() == "");  // keys begin with the year
  CHECK(WithCalls(over_firehose(", Prefix: 'raw/!{timestamp:yyyy}/'", in_raw), to_delivery).cycles() == way + "\n");
  CHECK(WithCalls(over_firehose(", Prefix: 'done/'", in_raw), to_delivery).cycles() == "");
  CHECK(WithCalls(over_firehose(", Prefix: '!{partitionKeyFromQuery:kind}/'", in_raw), to_delivery).cycles() == way + " ?\n");
}
