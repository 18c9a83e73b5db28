// Notes a queue whose visibility timeout is below AWS's advice: six times the function's timeout plus the window.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

struct Tight {
  Delivery poller;
  Verdict verdict;
  std::int64_t needed = 0;
};

void report_queue(const ResourceView& queue, const std::vector<Tight>& all, Reporter& report) {
  const Tight* worst = &all[0];
  for (const Tight& tight : all)
    if (tight.needed > worst->needed) worst = &tight;
  const Candidate &visibility = *worst->verdict.first, &timeout = *worst->verdict.second;
  Finding finding = report.finding(worst->verdict);
  at_visibility(finding, queue, visibility, worst->needed);
  finding.say("queue ", queue, " hides a message for ", visibility, " s, function ", worst->poller.target(),
              " may run for ", timeout, " s")
      .why("a batch that Lambda has to retry can come back too early; AWS advises six times the Timeout plus the "
           "batching window")
      .help("set VisibilityTimeout to ", static_cast<long>(worst->needed));
  for (const Tight& tight : all)
    finding.related(*tight.verdict.second, "function ", tight.poller.target(), " polls the queue");
}

void check(const ResourceView& queue, Reporter& report) {
  std::vector<Tight> tight;
  for (const Delivery& poller : pollers_of(queue)) {
    if (!poller.edge->enabled) continue;
    std::int64_t needed = 0;
    const auto is_tight = [&](const Candidate& visibility, const Candidate& timeout) {
      const auto hidden = visibility.text.integer(), runs = timeout.text.integer();
      if (!hidden || !runs) return Truth::unknown;
      const std::int64_t advised = recommended_visibility(poller, *runs);
      const bool is = *runs <= *hidden && *hidden < advised;
      if (is) needed = std::max(needed, advised);
      return truth_of(is);
    };
    const Verdict verdict = some(poller.from("VisibilityTimeout", default_visibility_timeout),
                                 poller.to("Timeout", default_function_timeout), is_tight);
    if (verdict) tight.push_back({poller, verdict, needed});
  }
  if (!tight.empty()) report_queue(queue, tight, report);
}

}  // namespace

extern constinit const Rule sqs_visibility_margin{
    .info = {.id = "sqs-visibility-margin",
             .level = Level::note,
             .fix = FixSafety::safe,
             .tags = {"reliability"},
             .section = "11.4"},
    .types = {"AWS::SQS::Queue"},
    .on_resource = check,
};

}  // namespace cumulint::rules
