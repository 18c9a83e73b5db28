// Notes state machines whose failed executions nobody hears of.
// https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html

#include <algorithm>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

constexpr std::string_view status_change = "Step Functions Execution Status Change";

bool is_failure(std::string_view status) { return status == "FAILED" || status == "TIMED_OUT" || status == "ABORTED"; }

/// Does an item of the pattern's list hold, or can't be known? What is not there restricts nothing.
template <class Predicate>
bool may_list(const ResourceView& rule, std::string_view path, Predicate holds) {
  if (rule.has(path) != Truth::yes) return true;
  const Choices items = rule.items(path);
  return items.open || items.invalid || std::any_of(items.items.begin(), items.items.end(), [&](const Choice& item) {
           return !item.field->value->is(ValueKind::text) || holds(item.field->value->literal());
         });
}

/// A rule on Step Functions' status events tells of failures too.
bool tells_of_failures(const ResourceView& rule, const ResourceView& machine) {
  if (rule.has("EventPattern.source") == Truth::no && rule.has("EventPattern.detail-type") == Truth::no) return false;
  const ResourceNames& names = *machine.unit_view().graph().names;
  bool names_machine = rule.has("EventPattern.detail.stateMachineArn") != Truth::yes;
  for (const Choice& item : rule.items("EventPattern.detail.stateMachineArn").items)
    for (const Named& named : names.find_all(*item.field, {}, *machine.unit_view().run().scratch, item.when))
      names_machine = names_machine || named.resource == &machine.resource() || named.sure != Truth::yes;
  if (!names_machine) return false;
  return may_list(rule, "EventPattern.source", [](std::string_view source) { return source == "aws.states"; }) &&
         may_list(rule, "EventPattern.detail-type", [](std::string_view type) { return type == status_change; }) &&
         may_list(rule, "EventPattern.detail.status", is_failure);
}

bool is_watched_by_rule(const ResourceView& machine) {
  const std::vector<ResourceView> rules = machine.unit_view().resources({"AWS::Events::Rule"});
  return std::any_of(rules.begin(), rules.end(), [&](const ResourceView& rule) { return tells_of_failures(rule, machine); });
}

std::vector<std::string> suggested(const ResourceView& workflow) {
  const std::string id(workflow.id());
  return alarm_lines({.id = free_id(workflow.unit_view(), id + "Failed"),
                      .name_space = "AWS/States",
                      .metric = "ExecutionsFailed",
                      .dimension = "StateMachineArn",
                      .value = "!Ref " + id,
                      .statistic = "Sum",
                      .threshold = 0});
}

void check(const UnitView& unit, Reporter& report) {
  report_missing_alarms(unit, unit.resources({"AWS::StepFunctions::StateMachine"}),
                        {.on = {"AWS/States", {"ExecutionsFailed"}, "StateMachineName"},
                         .noun = "state machine",
                         .nouns = "state machines",
                         .metric = "ExecutionsFailed",
                         .why = "an execution that fails half-way stays half done, and nobody is told",
                         .help = "add an AWS::CloudWatch::Alarm on AWS/States ExecutionsFailed, dimension StateMachineArn",
                         .block = suggested,
                         .is_watched_otherwise = is_watched_by_rule},
                        report);
}

}  // namespace

extern constinit const Rule workflow_no_alarm{
    .info = {.id = "workflow-no-alarm",
             .level = Level::note,
             .grouping = Grouping::per_template,
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "12.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
