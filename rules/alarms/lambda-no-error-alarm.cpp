// Notes functions whose errors nobody hears of.
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

std::vector<std::string> suggested(const ResourceView& function) {
  return alarm_lines({.id = free_id(function.unit_view(), std::string(function.id()) + "Errors"),
                      .name_space = "AWS/Lambda",
                      .metric = "Errors",
                      .dimension = "FunctionName",
                      .value = "!Ref " + std::string(function.id()),
                      .statistic = "Sum"});
}

void check(const UnitView& unit, Reporter& report) {
  report_missing_alarms(unit, functions_to_watch(unit),
                        {.on = {"AWS/Lambda", {"Errors"}, "FunctionName", true},
                         .noun = "function",
                         .nouns = "functions",
                         .metric = "Errors",
                         .why = "when it fails, nobody is told",
                         .help = "add an AWS::CloudWatch::Alarm on AWS/Lambda Errors, dimension FunctionName",
                         .block = suggested},
                        report);
}

}  // namespace

extern constinit const Rule lambda_no_error_alarm{
    .info = {.id = "lambda-no-error-alarm",
             .level = Level::note,
             .grouping = Grouping::per_template,
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "12.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
