// Notes stream consumers that may fall behind unseen.
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

constexpr std::string_view stream_metric = "GetRecords.IteratorAgeMilliseconds";

/// An alarm on a stream of another application: the function's may be meant.
bool watches_foreign_stream(const UnitView& unit) {
  for (const Alarm& alarm : unit.graph().alarms)
    for (const WatchedMetric& watched : alarm.metrics)
      if (watched.known_metric == stream_metric && watched.resource == nullptr) return true;
  return false;
}

/// An alarm on the stream itself says the same.
bool is_watched_at_stream(const ResourceView& function) {
  const UnitView unit = function.unit_view();
  for (const Edge* edge : function.in()) {
    if (edge->kind != EdgeKind::mapping) continue;
    const Resource* stream = edge->from->resource;
    if (stream == nullptr ? watches_foreign_stream(unit) : may_be_alarmed(unit.view(*stream), {"AWS/Kinesis", {stream_metric}, "Name"}))
      return true;
  }
  return false;
}

std::vector<std::string> suggested(const ResourceView& function) {
  const std::string id(function.id());
  return alarm_lines({.id = free_id(function.unit_view(), id + "IteratorAge"),
                      .name_space = "AWS/Lambda",
                      .metric = "IteratorAge",
                      .dimension = "FunctionName",
                      .value = "!Ref " + id,
                      .statistic = "Maximum",
                      .threshold = 600'000});
}

void check(const UnitView& unit, Reporter& report) {
  std::vector<ResourceView> consumers;
  for (const ResourceView& function : unit.resources({"AWS::Lambda::Function"}))
    if (function.has_role(RoleFlag::stream_consumer)) consumers.push_back(function);
  report_missing_alarms(unit, consumers,
                        {.on = {"AWS/Lambda", {"IteratorAge"}, "FunctionName", true},
                         .noun = "stream consumer",
                         .nouns = "stream consumers",
                         .metric = "IteratorAge",
                         .why = "a consumer that falls behind loses records when they expire",
                         .help = "add an AWS::CloudWatch::Alarm on AWS/Lambda IteratorAge, dimension FunctionName",
                         .block = suggested,
                         .is_watched_otherwise = is_watched_at_stream},
                        report);
}

}  // namespace

extern constinit const Rule stream_no_iterator_age_alarm{
    .info = {.id = "stream-no-iterator-age-alarm",
             .level = Level::note,
             .grouping = Grouping::per_template,
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "12.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
