// Flags a shard count on a stream that scales by itself: Kinesis refuses it.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const ResourceView& stream, Reporter& report) {
  const Verdict both_set = some(stream.property("ShardCount"), stream.property("StreamModeDetails.StreamMode"),
                                [](const Candidate& shards, const Candidate& mode) {
                                  return both(truth_of(!shards.absent), mode.text.equals("ON_DEMAND"));
                                });
  if (!both_set) return;
  Finding finding = report.finding(both_set);
  finding.at(*both_set.first)
      .about(stream)
      .say("stream ", stream, " is ON_DEMAND and has a ShardCount")
      .why("Kinesis refuses it: the deployment fails")
      .help("remove ShardCount, or use StreamMode PROVISIONED")
      .related(*both_set.second, "the mode");
  if (const auto edit = remove_pair(stream.unit_view(), *both_set.first->field))
    finding.fix(FixSafety::safe, "remove ShardCount", {*edit});
}

}  // namespace

extern constinit const Rule kinesis_on_demand_shards{
    .info = {.id = "kinesis-on-demand-shards",
             .level = Level::error,
             .fix = FixSafety::safe,
             .tags = {"reliability"},
             .section = "6.1"},
    .types = {"AWS::Kinesis::Stream"},
    .on_resource = check,
};

}  // namespace cumulint::rules
