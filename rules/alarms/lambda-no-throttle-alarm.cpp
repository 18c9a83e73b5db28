// Notes functions whose throttled invocations nobody hears of.
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

std::vector<std::string> suggested(const ResourceView& function) {
  const std::string id(function.id());
  return alarm_lines({.id = free_id(function.unit_view(), id + "Throttles"),
                      .name_space = "AWS/Lambda",
                      .metric = "Throttles",
                      .dimension = "FunctionName",
                      .value = "!Ref " + id,
                      .statistic = "Sum",
                      .threshold = 0});
}

void check(const UnitView& unit, Reporter& report) {
  report_missing_alarms(unit, functions_to_watch(unit),
                        {.on = {"AWS/Lambda", {"Throttles"}, "FunctionName", true},
                         .noun = "function",
                         .nouns = "functions",
                         .metric = "Throttles",
                         .why = "throttled requests fail or wait, and Errors does not count them",
                         .help = "add an AWS::CloudWatch::Alarm on AWS/Lambda Throttles, dimension FunctionName",
                         .block = suggested},
                        report);
}

}  // namespace

extern constinit const Rule lambda_no_throttle_alarm{
    .info = {.id = "lambda-no-throttle-alarm",
             .level = Level::note,
             .reported = Default::production,
             .grouping = Grouping::per_template,
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "12.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
