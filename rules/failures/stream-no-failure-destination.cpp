// Flags stream consumers that drop the records which they give up on.
// https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool is_stream(std::string_view type) {
  return type == "AWS::Kinesis::Stream" || type == "AWS::DynamoDB::Table" || type == "AWS::DynamoDB::GlobalTable" ||
         type == "AWS::MSK::Cluster" || type == "AWS::MSK::ServerlessCluster" || type == "AWS::Kinesis::StreamConsumer";
}

/// A stream by its ARN, or a Kafka cluster of one's own.
bool reads_stream(const ResourceView& mapping, const Edge* edge) {
  if (edge != nullptr && !edge->from->type.empty()) return is_stream(edge->from->type);
  if (mapping.has("SelfManagedEventSource") == Truth::yes) return true;
  return mapping.property("EventSourceArn").every([](const Candidate& arn) {
           return either(either(arn.text.contains(":kinesis:"), arn.text.contains(":kafka:")),
                         both(arn.text.contains(":dynamodb:"), arn.text.contains("/stream/")));
         }) == Truth::yes;
}

const Edge* edge_of(const ResourceView& via, EdgeKind kind) {
  for (const Edge& edge : via.unit_view().graph().edges)
    if (edge.kind == kind && edge.via == &via.resource()) return &edge;
  return nullptr;
}

void check_mapping(const ResourceView& mapping, Reporter& report) {
  const Edge* edge = edge_of(mapping, EdgeKind::mapping);
  if (edge != nullptr && !edge->enabled) return;
  if (!reads_stream(mapping, edge) || mapping.has("DestinationConfig.OnFailure.Destination") != Truth::no) return;
  const std::string function = edge != nullptr ? std::string(edge->to->id) : "its function";
  Finding finding = report.finding(fact());
  finding.at(mapping)
      .say("the stream mapping of ", function, " has no OnFailure destination")
      .why("records that are given up after the retries are lost")
      .help("set DestinationConfig.OnFailure to a queue or topic; in SAM with its Type, so that the role may write to it");
  if (edge != nullptr && edge->from->resource != nullptr) finding.related(*edge->from->resource, "the stream");
}

void check_pipe(const ResourceView& pipe, Reporter& report) {
  const Edge* edge = edge_of(pipe, EdgeKind::pipe);
  if (edge == nullptr || !edge->enabled || !is_stream(edge->from->type)) return;
  const bool kinesis = edge->from->type == "AWS::Kinesis::Stream";
  if (!starts_with(edge->from->type, "AWS::DynamoDB::") && !kinesis) return;  // Kafka sources of pipes have no such setting
  const char* path = kinesis ? "SourceParameters.KinesisStreamParameters.DeadLetterConfig.Arn"
                             : "SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn";
  if (pipe.has(path) != Truth::no) return;
  Finding finding = report.finding(fact());
  finding.at(pipe)
      .say("pipe ", pipe, " reads the stream of ", edge->from->id, " and has no DeadLetterConfig")
      .why("records that are given up after the retries are lost")
      .help("set DeadLetterConfig in the source parameters to a queue or topic");
  if (edge->from->resource != nullptr) finding.related(*edge->from->resource, "the stream");
}

void check(const ResourceView& resource, Reporter& report) {
  if (resource.is("AWS::Pipes::Pipe")) return check_pipe(resource, report);
  check_mapping(resource, report);
}

}  // namespace

extern constinit const Rule stream_no_failure_destination{
    .info = {.id = "stream-no-failure-destination",
             .level = Level::warning,
             .tags = {"reliability"},
             .section = "6.2"},
    .types = {"AWS::Lambda::EventSourceMapping", "AWS::Pipes::Pipe"},
    .on_resource = check,
};

}  // namespace cumulint::rules
