// Flags stream mappings that do not say where to start: Lambda refuses them.
// https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const Delivery& mapping, Reporter& report) {
  if (mapping.kind() != EdgeKind::mapping || mapping.edge->via == nullptr) return;
  // Of a stream outside of the template its ARN, or SAM's event, tells the kind.
  if (mapping.from_resource() && mapping.edge->sure != Truth::yes) return;
  const std::string_view type = mapping.edge->from->type;
  if (type != "AWS::Kinesis::Stream" && type != "AWS::DynamoDB::Table" && type != "AWS::DynamoDB::GlobalTable") return;
  const Verdict absent = some(mapping.setting("StartingPosition"), [](const Candidate& c) { return truth_of(c.absent); });
  if (!absent) return;
  const ResourceView via = mapping.unit.view(*mapping.edge->via);
  Finding finding = report.finding(absent);
  finding.at(via)
      .say("the mapping of stream ", mapping.edge->from->id, " has no StartingPosition")
      .why("Lambda refuses it: the deployment fails")
      .help("set StartingPosition to LATEST or TRIM_HORIZON");
  if (mapping.from_resource()) finding.related(mapping.source(), "the stream");
}

}  // namespace

extern constinit const Rule stream_starting_position{
    .info = {.id = "stream-starting-position", .level = Level::error, .tags = {"reliability"}, .section = "6.1"},
    .on_delivery = check,
};

}  // namespace cumulint::rules
