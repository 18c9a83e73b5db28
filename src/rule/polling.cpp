// Pollers of queues and the visibility timeout that they need.
#include "rule/polling.h"

#include <algorithm>

#include "rule/fixes.h"

namespace cumulint {

std::vector<Delivery> pollers_of(const ResourceView& queue) {
  std::vector<Delivery> pollers;
  for (const Edge* edge : queue.out()) {
    const Delivery delivery{edge, queue.unit_view()};
    if (edge->sure == Truth::yes && delivery.is(EdgeKind::mapping, "AWS::SQS::Queue", "AWS::Lambda::Function"))
      pollers.push_back(delivery);
  }
  return pollers;
}

bool may_report_failures(const ResourceView& mapping) {
  const Choices types = mapping.items("FunctionResponseTypes");
  if (types.open || types.invalid) return true;
  for (const Choice& type : types.items)
    if (!type.field->value->is(ValueKind::text) || type.field->value->text == "ReportBatchItemFailures") return true;
  return false;
}

std::int64_t recommended_visibility(const Delivery& poller, std::int64_t timeout_seconds) {
  const Possible window = poller.setting("MaximumBatchingWindowInSeconds", "0");
  std::int64_t longest = 0;
  for (const Candidate& candidate : window.candidates)
    longest = std::max(longest, candidate.text.integer().value_or(0));
  return std::min<std::int64_t>(43'200, 6 * timeout_seconds + longest);  // SQS allows 12 hours
}

const Field* subscription_switch(const Resource& queue) {
  if (!queue.generated || queue.event_field == nullptr) return nullptr;
  const Field* field = queue.event_field->value->find_path("Properties.SqsSubscription");
  return field != nullptr && is_true(*field->value) ? field : nullptr;
}

std::string subscription_subject(const Resource& queue) {
  return subscription_switch(queue) == nullptr ? std::string() : "sqs-subscription:" + std::string(queue.id);
}

void at_visibility(Finding& finding, const ResourceView& queue, const Candidate& visibility, std::int64_t recommended) {
  const std::string title = "set VisibilityTimeout to " + std::to_string(recommended);
  finding.about(subscription_subject(queue.resource()));
  if (!visibility.absent) {
    finding.at(visibility).about(queue);
    if (is_fixable(*visibility.field))
      finding.fix(FixSafety::safe, title, {replace_value(*visibility.field, std::to_string(recommended))});
    return;
  }
  finding.at(queue);
  const auto edit = insert_properties(queue.unit_view(), queue.resource(),
                                      {"VisibilityTimeout: " + std::to_string(recommended)});
  if (edit) finding.fix(FixSafety::safe, title, {*edit});
}

}  // namespace cumulint
