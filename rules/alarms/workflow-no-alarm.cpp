// Notes state machines whose failed executions nobody hears of.
// https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// A rule on Step Functions' status events tells of failures too.
bool has_rule_on_executions(const UnitView& unit) {
  for (const ResourceView& rule : unit.resources({"AWS::Events::Rule"})) {
    const Choices sources = rule.items("EventPattern.source");
    if (sources.open) return true;
    for (const Choice& source : sources.items)
      if (!source.field->value->is(ValueKind::text) || source.field->value->text == "aws.states") return true;
  }
  return false;
}

void check(const UnitView& unit, Reporter& report) {
  if (has_rule_on_executions(unit)) return;
  report_missing_alarms(unit, unit.resources({"AWS::StepFunctions::StateMachine"}),
                        {.on = {"AWS/States", {"ExecutionsFailed"}, "StateMachineName"},
                         .noun = "state machine",
                         .nouns = "state machines",
                         .metric = "ExecutionsFailed",
                         .why = "an execution that fails half-way stays half done, and nobody is told",
                         .help = "add an AWS::CloudWatch::Alarm on AWS/States ExecutionsFailed, dimension StateMachineArn"},
                        report);
}

}  // namespace

extern constinit const Rule workflow_no_alarm{
    .info = {.id = "workflow-no-alarm",
             .level = Level::note,
             .grouping = Grouping::per_template,
             .tags = {"reliability"},
             .section = "12.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
