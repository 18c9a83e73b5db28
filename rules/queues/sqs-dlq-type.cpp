// Flags a RedrivePolicy that joins a FIFO and a standard queue.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

Truth is_fifo(const Candidate& fifo) { return either(fifo.text.equals("true"), fifo.text.equals("True")); }

Truth differ(const Candidate& a, const Candidate& b) {
  const Truth x = is_fifo(a), y = is_fifo(b);
  return x == Truth::unknown || y == Truth::unknown ? Truth::unknown : truth_of(x != y);
}

void check(const Delivery& redrive, Reporter& report) {
  if (!redrive.is(EdgeKind::redrive, "AWS::SQS::Queue", "AWS::SQS::Queue") || redrive.edge->sure != Truth::yes) return;
  const Verdict mixed = some(redrive.from("FifoQueue", "false"), redrive.to("FifoQueue", "false"), differ);
  if (!mixed) return;
  const bool source_is_fifo = is_fifo(*mixed.first) == Truth::yes;
  report.finding(mixed)
      .at(*redrive.edge->evidence)
      .about(*redrive.edge->evidence)
      .say(source_is_fifo ? "FIFO" : "standard", " queue ", redrive.source(), " has the ",
           source_is_fifo ? "standard" : "FIFO", " queue ", redrive.target(), " as its dead-letter queue")
      .why("SQS refuses the pair: the deployment fails")
      .help("make both queues FIFO, or neither")
      .related(redrive.target(), "the dead-letter queue");
}

}  // namespace

extern constinit const Rule sqs_dlq_type{
    .info = {.id = "sqs-dlq-type", .level = Level::error, .tags = {"reliability"}, .section = "3.2"},
    .on_delivery = check,
};

}  // namespace cumulint::rules
