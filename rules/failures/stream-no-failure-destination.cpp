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

void suggest_queue(const ResourceView& mapping, const Edge& edge, Finding& finding) {
  if (edge.to->resource == nullptr) return;
  const bool is_event = mapping.resource().event_field != nullptr, has_own_role = !has_sam_role(*edge.to);
  const auto letters = letter_queue(mapping.unit_view(), written_resource(mapping.resource()),
                                    {.worker = is_event && !has_own_role ? nullptr : edge.to});
  if (!letters) return;
  std::vector<std::string> lines = {"DestinationConfig:", "  OnFailure:", "    Destination: " + letters->arn()};
  if (is_event) lines.insert(lines.begin() + 2, "    Type: SQS");
  if (const auto edit = insert_settings(mapping.unit_view(), mapping.resource(), lines))
    finding.fix(FixSafety::suggestion, "send what is given up to a queue", letters->with(*edit));
}

void suggest_queue_of_pipe(const ResourceView& pipe, const char* parameters, Finding& finding) {
  const Field* map = pipe.resource().find(parameters);
  const auto letters = letter_queue(pipe.unit_view(), pipe.resource(), {.worker = &pipe.node()});
  if (map == nullptr || !letters) return;
  if (const auto edit = insert_into_map(pipe.unit_view(), *map, {"DeadLetterConfig:", "  Arn: " + letters->arn()}))
    finding.fix(FixSafety::suggestion, "send what is given up to a queue", letters->with(*edit));
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
  if (edge != nullptr) suggest_queue(mapping, *edge, finding);
  if (edge != nullptr && edge->from->resource != nullptr) finding.related(*edge->from->resource, "the stream");
}

void check_pipe(const ResourceView& pipe, Reporter& report) {
  const Edge* edge = edge_of(pipe, EdgeKind::pipe);
  if (edge == nullptr || !edge->enabled || !is_stream(edge->from->type)) return;
  const bool kinesis = edge->from->type == "AWS::Kinesis::Stream";
  if (!starts_with(edge->from->type, "AWS::DynamoDB::") && !kinesis) return;  // Kafka sources of pipes have no such setting
  const char* parameters =
      kinesis ? "SourceParameters.KinesisStreamParameters" : "SourceParameters.DynamoDBStreamParameters";
  if (pipe.has(std::string(parameters) + ".DeadLetterConfig.Arn") != Truth::no) return;
  Finding finding = report.finding(fact());
  suggest_queue_of_pipe(pipe, parameters, finding);
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
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "6.2"},
    .needs = {.iam = true},
    .types = {"AWS::Lambda::EventSourceMapping", "AWS::Pipes::Pipe"},
    .on_resource = check,
};

}  // namespace cumulint::rules
