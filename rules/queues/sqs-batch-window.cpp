// Flags batch sizes and windows that SQS mappings can't have.
// https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

Truth exceeds(const Candidate& value, std::int64_t limit) { return less(limit, value.text.integer()); }

void report_mapping(const Delivery& mapping, const Verdict& verdict, std::string_view fact, std::string_view help,
                    Reporter& report) {
  Finding finding = report.finding(verdict);
  if (verdict.first->absent) {
    finding.at(*mapping.edge->via);
  } else {
    finding.at(*verdict.first).about(*mapping.edge->via);
  }
  finding.say("the mapping of queue ", mapping.edge->from->id, " to function ", mapping.edge->to->id, " ", fact)
      .why("Lambda refuses it: the deployment fails")
      .help(help);
  if (mapping.from_resource()) finding.related(mapping.source(), "the queue");
}

/// Of a queue outside of the template its name tells: FIFO queues end in .fifo.
Truth is_fifo(const Delivery& mapping, const Candidate& c) {
  if (mapping.from_resource()) return either(c.text.equals("true"), c.text.equals("True"));
  return c.text.ends_with(".fifo");
}

void check(const Delivery& mapping, Reporter& report) {
  if (mapping.kind() != EdgeKind::mapping || mapping.edge->from->type != "AWS::SQS::Queue") return;
  if (mapping.edge->via == nullptr || (mapping.from_resource() && mapping.edge->sure != Truth::yes)) return;
  const Possible size = mapping.setting("BatchSize", "10");
  const Possible window = mapping.setting("MaximumBatchingWindowInSeconds", "0");
  const Possible fifo = mapping.from_resource() ? mapping.from("FifoQueue", "false") : mapping.setting("EventSourceArn");

  const Verdict fifo_size = some(size, fifo, [&](const Candidate& s, const Candidate& f) {
    return both(exceeds(s, 10), is_fifo(mapping, f));
  });
  if (fifo_size)
    return report_mapping(mapping, fifo_size, "takes more than 10 messages, but the queue is FIFO",
                          "set BatchSize to at most 10", report);
  const Verdict fifo_window = some(window, fifo, [&](const Candidate& w, const Candidate& f) {
    return both(exceeds(w, 0), is_fifo(mapping, f));
  });
  if (fifo_window)
    return report_mapping(mapping, fifo_window, "has a batching window, but the queue is FIFO",
                          "remove MaximumBatchingWindowInSeconds", report);
  const Verdict no_window = some(size, window, [](const Candidate& s, const Candidate& w) {
    return both(exceeds(s, 10), less(w.text.integer(), 1));
  });
  if (no_window)
    report_mapping(mapping, no_window, "takes more than 10 messages without a batching window",
                   "set MaximumBatchingWindowInSeconds to at least 1, or BatchSize to at most 10", report);
}

}  // namespace

extern constinit const Rule sqs_batch_window{
    .info = {.id = "sqs-batch-window", .level = Level::error, .tags = {"reliability"}, .section = "3.2"},
    .on_delivery = check,
};

}  // namespace cumulint::rules
