// Flags dead-letter queues that fill up unseen.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

std::vector<std::string> suggested(const ResourceView& queue) {
  return alarm_lines({.id = free_id(queue.unit_view(), std::string(queue.id()) + "NotEmpty"),
                      .name_space = "AWS/SQS",
                      .metric = "ApproximateNumberOfMessagesVisible",
                      .dimension = "QueueName",
                      .value = "!GetAtt " + std::string(queue.id()) + ".QueueName",
                      .statistic = "Maximum"});
}

void check(const UnitView& unit, Reporter& report) {
  std::vector<ResourceView> queues;
  for (const ResourceView& queue : unit.resources({"AWS::SQS::Queue"})) {
    if (!queue.has_role(RoleFlag::dead_letter_queue) && !queue.has_role(RoleFlag::failure_destination)) continue;
    if (!queue.has_role(RoleFlag::has_consumer) && !queue.is_tool_generated()) queues.push_back(queue);
  }
  // An alarm on NumberOfMessagesSent means the same, but never fires: alarm-never-fires says so.
  report_missing_alarms(unit, queues,
                        {.on = {"AWS/SQS", {"ApproximateNumberOfMessagesVisible", "NumberOfMessagesSent"}, "QueueName"},
                         .noun = "dead-letter queue",
                         .nouns = "dead-letter queues",
                         .metric = "ApproximateNumberOfMessagesVisible",
                         .why = "what failed lies there until it expires, and nobody knows",
                         .help = "add an AWS::CloudWatch::Alarm on AWS/SQS ApproximateNumberOfMessagesVisible above 0",
                         .block = suggested},
                        report);
}

}  // namespace

extern constinit const Rule dlq_no_alarm{
    .info = {.id = "dlq-no-alarm",
             .level = Level::warning,
             .grouping = Grouping::per_template,
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "12.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
