// Flags a queue whose messages come back while its function is still at work on them.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: Lambda checks it when the mapping is made.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

struct Late {
  Delivery poller;
  Verdict shorter;
  std::int64_t seconds = 0;
};

Truth is_shorter(const Candidate& visibility, const Candidate& timeout) {
  return less(visibility.text.integer(), timeout.text.integer());
}

/// The longest Timeout decides; a fact beats what rests on a default.
const Late& worst_of(const std::vector<Late>& all) {
  const Late* worst = &all[0];
  for (const Late& late : all)
    if (late.shorter.basis < worst->shorter.basis ||
        (late.shorter.basis == worst->shorter.basis && late.seconds > worst->seconds))
      worst = &late;
  return *worst;
}

void report_mappings(const ResourceView& queue, const std::vector<Late>& all, Reporter& report) {
  const Late& worst = worst_of(all);
  const Candidate &visibility = *worst.shorter.first, &timeout = *worst.shorter.second;
  const std::int64_t enough = recommended_visibility(worst.poller, worst.seconds);
  Finding finding = report.finding(worst.shorter);
  at_visibility(finding, queue, visibility, enough);
  finding.say("queue ", queue, " hides a message for ", visibility, " s, but function ", worst.poller.target(),
              " may run for ", timeout, " s")
      .why("Lambda refuses such a mapping")
      .help("set VisibilityTimeout to ", enough, ": six times the Timeout plus the batching window");
  for (const Late& late : all)
    finding.related(*late.shorter.second, "function ", late.poller.target(), " polls the queue and may run for ",
                    *late.shorter.second, " s");
}

/// A pipe's functions run one after the other while the message is hidden. AWS does not check this.
void check_pipes(const ResourceView& queue, Reporter& report) {
  for (const Edge* edge : queue.out()) {
    if (edge->kind != EdgeKind::pipe || edge->sure != Truth::yes || !edge->enabled) continue;
    std::int64_t sum = 0;
    std::vector<ResourceView> functions;
    for (const Edge* step : queue.out()) {
      if (step->via != edge->via || step->to->type != "AWS::Lambda::Function" || step->to->resource == nullptr) continue;
      if (step->kind != EdgeKind::pipe && step->kind != EdgeKind::pipe_enrichment) continue;
      functions.push_back(queue.unit_view().view(*step->to->resource));
      const Possible timeout = functions.back().property("Timeout", default_function_timeout);
      if (timeout.open || timeout.candidates.size() != 1) return;
      sum += timeout.candidates[0].text.integer().value_or(0);
    }
    const Verdict shorter = some(queue.property_under(edge->when, "VisibilityTimeout", default_visibility_timeout),
                                 [&](const Candidate& c) { return less(c.text.integer(), sum); });
    if (functions.empty() || !shorter) continue;
    Finding finding = report.finding(shorter);
    at_visibility(finding, queue, *shorter.first, std::min<std::int64_t>(43'200, 6 * sum));
    finding.level(Level::warning)
        .say("queue ", queue, " hides a message for ", *shorter.first, " s, but pipe ", *edge->via,
             " may work on it for ", static_cast<long>(sum), " s")
        .why("the message comes back while it is worked on, and is processed twice")
        .help("set VisibilityTimeout to at least ", static_cast<long>(sum));
    for (const ResourceView& function : functions) finding.related(function, "function ", function, " is part of the pipe");
    return;
  }
}

void check(const ResourceView& queue, Reporter& report) {
  std::vector<Late> late;
  for (const Delivery& poller : pollers_of(queue)) {
    const Verdict shorter = some(poller.from("VisibilityTimeout", default_visibility_timeout),
                                 poller.to("Timeout", default_function_timeout), is_shorter);
    if (shorter) late.push_back({poller, shorter, shorter.second->text.integer().value_or(0)});
  }
  if (!late.empty()) return report_mappings(queue, late, report);
  check_pipes(queue, report);
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
