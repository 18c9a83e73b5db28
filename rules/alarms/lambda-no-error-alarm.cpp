// Notes functions whose errors nobody hears of.
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

std::vector<std::string> suggested(const ResourceView& function) {
  return alarm_lines({.id = std::string(function.id()) + "Errors",
                      .name_space = "AWS/Lambda",
                      .metric = "Errors",
                      .dimension = "FunctionName",
                      .value = "!Ref " + std::string(function.id()),
                      .statistic = "Sum"});
}

void check(const UnitView& unit, Reporter& report) {
  std::vector<ResourceView> functions;
  bool has_trigger = false;
  for (const ResourceView& function : unit.resources({"AWS::Lambda::Function"})) {
    if (function.is_tool_generated() || function.has_role(RoleFlag::custom_resource_handler)) continue;
    functions.push_back(function);
    has_trigger = has_trigger || function.has_role(RoleFlag::has_trigger);
  }
  if (!has_trigger) return;  // a library of functions that others put to use
  report_missing_alarms(unit, functions,
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
