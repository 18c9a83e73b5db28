// Notes schedules whose undelivered invocations are lost; a schedule that fires once is a warning.
// https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool feeds_queue_of_app(const ResourceView& schedule) {
  for (const Edge* edge : schedule.out())
    if (edge->kind == EdgeKind::schedule_target && edge->sure == Truth::yes && edge->to->type == "AWS::SQS::Queue" &&
        edge->to->resource != nullptr)
      return true;
  return false;
}

bool is_switched_off(const ResourceView& schedule) {
  return schedule.property("State", "ENABLED").every([](const Candidate& c) { return c.text.equals("DISABLED"); }) ==
         Truth::yes;
}

void suggest_queue(const ResourceView& schedule, const Field& target, Finding& finding) {
  const UnitView unit = schedule.unit_view();
  const char* title = "add a dead-letter queue";
  if (const Field* event = schedule.resource().event_field; event != nullptr) {
    if (event->value->find_path("Properties.RoleArn") != nullptr) return;  // SAM adds nothing to it
    if (const auto edit = insert_event_queue(unit, schedule.resource())) finding.fix(FixSafety::suggestion, title, {*edit});
    return;
  }
  const auto letters = letter_queue(unit, schedule.resource(), {.worker = &schedule.node()});
  if (!letters) return;
  if (const auto edit = insert_into_map(unit, target, {"DeadLetterConfig:", "  Arn: " + letters->arn()}))
    finding.fix(FixSafety::suggestion, title, letters->with(*edit));
}

void check(const ResourceView& schedule, Reporter& report) {
  if (is_switched_off(schedule)) return;
  if (schedule.has("Target.DeadLetterConfig.Arn") != Truth::no || feeds_queue_of_app(schedule)) return;
  const Field* target = schedule.resource().find("Target");
  if (target == nullptr) return;
  const bool fires_once = schedule.property("ScheduleExpression").every([](const Candidate& c) {
    return c.text.starts_with("at(");
  }) == Truth::yes;
  Finding finding = report.finding(fact());
  if (schedule.resource().event_field != nullptr) {
    finding.at(schedule);
  } else {
    finding.at_key(*target).about(schedule);
  }
  finding.level(fires_once ? Level::warning : Level::note)
      .say("schedule ", schedule, " has no DeadLetterConfig")
      .why(fires_once ? "it fires once: if the target can't be reached, that never happens"
                      : "an invocation that can't be delivered is lost until the next one")
      .help("add a DeadLetterConfig with the ARN of a queue; the schedule's role needs sqs:SendMessage on it");
  suggest_queue(schedule, *target, finding);
}

}  // namespace

extern constinit const Rule scheduler_no_dlq{
    .info = {.id = "scheduler-no-dlq",
             .level = Level::note,
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "7.2"},
    .needs = {.iam = true},
    .types = {"AWS::Scheduler::Schedule"},
    .on_resource = check,
};

}  // namespace cumulint::rules
