// Flags a queue whose messages come back while its function is still at work on them.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: Lambda checks it when the mapping is made.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

constexpr const char* default_visibility = "30";
constexpr const char* default_timeout = "3";

struct Poller {
  Delivery delivery;
  Verdict shorter;
  std::int64_t seconds = 0;
};

Truth is_shorter(const Candidate& visibility, const Candidate& timeout) {
  return less(visibility.text.integer(), timeout.text.integer());
}

std::int64_t recommended(const Delivery& delivery, std::int64_t timeout) {
  const Possible window = delivery.setting("MaximumBatchingWindowInSeconds", "0");
  std::int64_t longest = 0;
  for (const Candidate& candidate : window.candidates)
    longest = std::max<std::int64_t>(longest, candidate.text.integer().value_or(0));
  return 6 * timeout + longest;
}

void report_queue(const ResourceView& queue, const std::vector<Poller>& pollers, Reporter& report) {
  // The longest Timeout decides; a fact beats what rests on a default.
  const Poller* worst = nullptr;
  for (const Poller& poller : pollers) {
    if (worst == nullptr || poller.shorter.basis < worst->shorter.basis ||
        (poller.shorter.basis == worst->shorter.basis && poller.seconds > worst->seconds))
      worst = &poller;
  }
  const Candidate &visibility = *worst->shorter.first, &timeout = *worst->shorter.second;
  const std::int64_t enough = recommended(worst->delivery, worst->seconds);
  Finding finding = report.finding(worst->shorter);
  if (visibility.absent) {
    finding.at(queue);
  } else {
    finding.at(visibility).about(queue);
  }
  finding.say("queue ", queue, " hides a message for ", visibility, " s, but function ", worst->delivery.target(),
              " may run for ", timeout, " s")
      .why("Lambda refuses such a mapping, and a message would be processed twice")
      .help("set VisibilityTimeout to ", enough, ": six times the Timeout plus the batching window");
  for (const Poller& poller : pollers)
    finding.related(*poller.shorter.second, "function ", poller.delivery.target(), " polls the queue and may run for ",
                    *poller.shorter.second, " s");
  const std::string title = "set VisibilityTimeout to " + std::to_string(enough);
  if (!visibility.absent && is_fixable(*visibility.field)) {
    finding.fix(FixSafety::safe, title, {replace_value(*visibility.field, std::to_string(enough))});
  } else if (visibility.absent) {
    if (const auto edit = insert_into_map(queue.unit_view(), *queue.resource().properties,
                                          {"VisibilityTimeout: " + std::to_string(enough)}))
      finding.fix(FixSafety::safe, title, {*edit});
  }
}

void check(const ResourceView& queue, Reporter& report) {
  std::vector<Poller> pollers;
  for (const Edge* edge : queue.out()) {
    const Delivery delivery{edge, queue.unit_view()};
    if (!delivery.is(EdgeKind::mapping, "AWS::SQS::Queue", "AWS::Lambda::Function") || edge->sure != Truth::yes) continue;
    const Verdict shorter = some(delivery.from("VisibilityTimeout", default_visibility),
                                 delivery.to("Timeout", default_timeout), is_shorter);
    if (shorter) pollers.push_back({delivery, shorter, shorter.second->text.integer().value_or(0)});
  }
  if (!pollers.empty()) report_queue(queue, pollers, report);
}

}  // namespace

extern constinit const Rule sqs_visibility_timeout{
    .info = {.id = "sqs-visibility-timeout",
             .level = Level::error,
             .fix = FixSafety::safe,
             .tags = {"reliability"},
             .section = "11.4"},
    .types = {"AWS::SQS::Queue"},
    .on_resource = check,
};

}  // namespace cumulint::rules
