// Notes source queues whose messages may wait unseen.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

std::vector<std::string> suggested(const ResourceView& queue) {
  const std::string id(queue.id());
  return alarm_lines({.id = free_id(queue.unit_view(), id + "Age"),
                      .name_space = "AWS/SQS",
                      .metric = "ApproximateAgeOfOldestMessage",
                      .dimension = "QueueName",
                      .value = "!GetAtt " + id + ".QueueName",
                      .statistic = "Maximum",
                      .threshold = 600});
}

void check(const UnitView& unit, Reporter& report) {
  std::vector<ResourceView> queues;
  for (const ResourceView& queue : unit.resources({"AWS::SQS::Queue"}))
    if (queue.has_role(RoleFlag::has_consumer) && !queue.has_role(RoleFlag::dead_letter_queue)) queues.push_back(queue);
  report_missing_alarms(unit, queues,
                        {.on = {"AWS/SQS", {"ApproximateAgeOfOldestMessage"}, "QueueName"},
                         .noun = "queue",
                         .nouns = "queues",
                         .metric = "ApproximateAgeOfOldestMessage",
                         .why = "consumers that fall behind show there first",
                         .help = "add an AWS::CloudWatch::Alarm on AWS/SQS ApproximateAgeOfOldestMessage",
                         .block = suggested},
                        report);
}

}  // namespace

extern constinit const Rule sqs_no_age_alarm{
    .info = {.id = "sqs-no-age-alarm",
             .level = Level::note,
             .reported = Default::production,
             .grouping = Grouping::per_template,
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "12.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
