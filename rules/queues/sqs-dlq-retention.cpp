// Flags a dead-letter queue that keeps messages no longer than their source queue does.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

constexpr const char* default_retention = "345600";  // 4 days
constexpr std::int64_t longest_retention = 1'209'600;  // 14 days: can't be bettered

struct Source {
  ResourceView queue;
  const Edge* edge;
  Verdict verdict;
};

Truth keeps_less(const Candidate& dlq, const Candidate& source) {
  return both(less(dlq.text.integer(), source.text.integer()), less(dlq.text.integer(), longest_retention));
}

Truth keeps_as_long(const Candidate& dlq, const Candidate& source) {
  return both(less_or_equal(dlq.text.integer(), source.text.integer()), less(dlq.text.integer(), longest_retention));
}

bool may_be_fifo(const ResourceView& queue) {
  return queue.property("FifoQueue", "false").every([](const Candidate& c) { return c.text.equals("false"); }) !=
         Truth::yes;
}

template <class Predicate>
std::vector<Source> sources_of(const ResourceView& dlq, Predicate holds) {
  std::vector<Source> sources;
  for (const Edge* edge : dlq.in()) {
    if (edge->kind != EdgeKind::redrive || edge->sure != Truth::yes || edge->from->resource == nullptr) continue;
    const Delivery redrive{edge, dlq.unit_view()};
    const Verdict verdict = some(redrive.to("MessageRetentionPeriod", default_retention),
                                 redrive.from("MessageRetentionPeriod", default_retention), holds);
    if (verdict) sources.push_back({redrive.source(), edge, verdict});
  }
  return sources;
}

/// A pair that SQS refuses, or a queue that is its own dead-letter queue: other rules report it.
bool is_wrong_anyway(const Source& source, const ResourceView& dlq) {
  return source.queue.id() == dlq.id() || may_be_fifo(source.queue);
}

/// Good pairs speak for themselves; where there is none, the finding yields to what is wrong with the pair.
std::vector<Source> good_ones(std::vector<Source> sources, const ResourceView& dlq) {
  std::vector<Source> good;
  for (const Source& source : sources)
    if (!is_wrong_anyway(source, dlq)) good.push_back(source);
  return good.empty() ? sources : good;
}

void report_queue(const ResourceView& dlq, const std::vector<Source>& sources, bool shorter, Reporter& report) {
  const Source* worst = &sources[0];
  for (const Source& source : sources)
    if (source.verdict.second->text.integer() > worst->verdict.second->text.integer()) worst = &source;
  const Candidate &kept = *worst->verdict.first, &source = *worst->verdict.second;
  Finding finding = report.finding(worst->verdict);
  if (kept.absent) {
    finding.at(dlq);
  } else {
    finding.at(kept).about(dlq);
  }
  finding.level(shorter ? Level::warning : Level::note)
      .say("dead-letter queue ", dlq, " keeps a message for ", kept, " s, ", shorter ? "less than" : "no longer than",
           " its source ", worst->queue, " (", source, " s)")
      .why("the age counts from the first enqueue: the time that a message spent there is missing here")
      .help("set MessageRetentionPeriod to 1209600 (14 days)");
  for (const Source& each : sources)
    finding.related(*each.verdict.second, "its source ", each.queue, " keeps messages for ", *each.verdict.second, " s")
        .about(*each.edge->evidence);
}

void check(const ResourceView& dlq, Reporter& report) {
  if (may_be_fifo(dlq)) return;  // a FIFO queue counts from the move
  const std::vector<Source> shorter = good_ones(sources_of(dlq, keeps_less), dlq);
  if (!shorter.empty()) return report_queue(dlq, shorter, true, report);
  const std::vector<Source> equal = good_ones(sources_of(dlq, keeps_as_long), dlq);
  if (!equal.empty()) report_queue(dlq, equal, false, report);
}

}  // namespace

extern constinit const Rule sqs_dlq_retention{
    .info = {.id = "sqs-dlq-retention",
             .level = Level::warning,
             .tags = {"reliability"},
             .section = "3.2"},
    .types = {"AWS::SQS::Queue"},
    .on_resource = check,
};

}  // namespace cumulint::rules
