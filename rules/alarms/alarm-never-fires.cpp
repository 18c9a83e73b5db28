// Flags alarms on the messages sent to a dead-letter queue: what redrive moves is not counted as sent.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// What functions, rules and subscriptions send to their dead-letter queue is sent, and counted.
bool gets_only_redriven(const ResourceView& dead_letter_queue) {
  for (const Edge* edge : dead_letter_queue.in())
    if (edge->kind != EdgeKind::redrive && edge->kind != EdgeKind::alarm && edge->kind != EdgeKind::references) return false;
  return true;
}

void check(const UnitView& unit, Reporter& report) {
  for (const Alarm& alarm : unit.graph().alarms)
    for (const WatchedMetric& watched : alarm.metrics) {
      if (watched.known_name_space != "AWS/SQS" || watched.known_metric != "NumberOfMessagesSent") continue;
      if (watched.resource == nullptr || watched.metric_field == nullptr) continue;
      const ResourceView queue = unit.view(*watched.resource);
      if (!queue.has_role(RoleFlag::dead_letter_queue) || !gets_only_redriven(queue)) continue;
      report.finding(fact())
          .at(*watched.metric_field)
          .about(*alarm.resource)
          .say("alarm ", *alarm.resource, " watches NumberOfMessagesSent of dead-letter queue ", queue)
          .why("messages that redrive moves there are not counted as sent: it never fires")
          .help("watch ApproximateNumberOfMessagesVisible")
          .related(queue, "the dead-letter queue");
    }
}

}  // namespace

extern constinit const Rule alarm_never_fires{
    .info = {.id = "alarm-never-fires", .level = Level::warning, .tags = {"reliability"}, .section = "12.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
