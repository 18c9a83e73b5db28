// Flags a function that runs longer than the queue hides its messages which SAM makes for `SqsSubscription: true`.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const ResourceView& queue, Reporter& report) {
  const Field* flag = subscription_switch(queue.resource());
  if (flag == nullptr) return;
  for (const Delivery& poller : pollers_of(queue)) {
    const Verdict longer = some(poller.to("Timeout", default_function_timeout),
                                [](const Candidate& timeout) { return less(30, timeout.text.integer()); });
    if (!longer) continue;
    report.finding(longer)
        .at(*flag)
        .about(queue)
        .about(*poller.edge->via)
        .about(subscription_subject(queue.resource()))
        .say("SAM's queue for this subscription hides a message for 30 s, but function ", poller.target(),
             " may run for ", *longer.first, " s")
        .why("Lambda refuses such a mapping; SAM's queue has no RedrivePolicy and its mapping no "
             "ReportBatchItemFailures either, and none of them can be set")
        .help("declare the queue yourself and give its QueueArn and QueueUrl in the object form of SqsSubscription")
        .related(*longer.first, "function ", poller.target(), " may run for ", *longer.first, " s");
  }
}

}  // namespace

extern constinit const Rule sqs_subscription_queue_timeout{
    .info = {.id = "sqs-subscription-queue-timeout",
             .level = Level::error,
             .tags = {"reliability"},
             .section = "3.1"},
    .types = {"AWS::SQS::Queue"},
    .on_resource = check,
};

}  // namespace cumulint::rules
