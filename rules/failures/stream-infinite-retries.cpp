// Flags stream consumers that try one bad record until it expires, while its whole shard waits.
// https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

struct Source {
  std::string_view type;
  const char* pipe_parameters;
};

constexpr Source streams[] = {
    {"AWS::Kinesis::Stream", "SourceParameters.KinesisStreamParameters."},
    {"AWS::DynamoDB::Table", "SourceParameters.DynamoDBStreamParameters."},
    {"AWS::DynamoDB::GlobalTable", "SourceParameters.DynamoDBStreamParameters."},
};

Truth is_endless(const ResourceView& via, const std::string& path) {
  return via.property(path, "-1").every([](const Candidate& c) { return c.text.equals("-1"); });
}

const Source* source_of(const ResourceView& via, const Edge& edge) {
  for (const Source& stream : streams)
    if (edge.from->type == stream.type) return &stream;
  if (edge.from->resource != nullptr || edge.kind != EdgeKind::mapping) return nullptr;
  const Possible arn = via.property("EventSourceArn");
  if (arn.every([](const Candidate& c) { return c.text.contains(":kinesis:"); }) == Truth::yes) return &streams[0];
  const auto is_table = [](const Candidate& c) { return both(c.text.contains(":dynamodb:"), c.text.contains("/stream/")); };
  return arn.every(is_table) == Truth::yes ? &streams[1] : nullptr;
}

std::optional<Edit> bound_retries(const ResourceView& via, const std::string& prefix) {
  const UnitView unit = via.unit_view();
  const Field* written = via.resource().find(prefix + "MaximumRetryAttempts");
  if (written != nullptr) {
    if (!written->value->is(ValueKind::text) || !is_fixable(*written)) return std::nullopt;
    return replace_value(*written, "3");
  }
  const std::vector<std::string> lines = {"MaximumRetryAttempts: 3"};
  if (!prefix.empty()) {
    const Field* parameters = via.resource().find(std::string_view(prefix).substr(0, prefix.size() - 1));
    return parameters == nullptr ? std::nullopt : insert_into_map(unit, *parameters, lines);
  }
  if (via.has("BisectBatchOnFunctionError") != Truth::no) return insert_settings(unit, via.resource(), lines);
  return insert_settings(unit, via.resource(), {"BisectBatchOnFunctionError: true", lines[0]});
}

void check(const Delivery& delivery, Reporter& report) {
  const Edge& edge = *delivery.edge;
  if ((edge.kind != EdgeKind::mapping && edge.kind != EdgeKind::pipe) || edge.via == nullptr || !edge.enabled) return;
  const ResourceView via = delivery.unit.view(*edge.via);
  const Source* source = source_of(via, edge);
  if (source == nullptr) return;
  const std::string prefix = edge.kind == EdgeKind::pipe ? source->pipe_parameters : "";
  if (is_endless(via, prefix + "MaximumRetryAttempts") != Truth::yes) return;
  if (is_endless(via, prefix + "MaximumRecordAgeInSeconds") != Truth::yes) return;
  Finding finding = report.finding(fact());
  finding.at(via)
      .say("the consumer of stream ", edge.from->id, " sets neither MaximumRetryAttempts nor MaximumRecordAgeInSeconds")
      .why("one bad record blocks its shard until it expires, a day or more")
      .help("set MaximumRetryAttempts (3, say) and an OnFailure destination for what is given up");
  if (edge.from->resource != nullptr) finding.related(*edge.from->resource, "the stream");
  if (const auto edit = bound_retries(via, prefix)) finding.fix(FixSafety::suggestion, "give up after three retries", {*edit});
}

}  // namespace

extern constinit const Rule stream_infinite_retries{
    .info = {.id = "stream-infinite-retries",
             .level = Level::warning,
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "6.2"},
    .on_delivery = check,
};

}  // namespace cumulint::rules
