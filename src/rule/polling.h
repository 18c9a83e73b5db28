// Who polls a queue, and how long it must hide a message from the others meanwhile.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rule/reporter.h"
#include "rule/views.h"

namespace cumulint {

/// AWS's defaults, as texts for property(): Lambda's Timeout, SQS's VisibilityTimeout.
inline constexpr const char* default_function_timeout = "3";
inline constexpr const char* default_visibility_timeout = "30";

/// The event source mappings of a queue whose function is known, disabled ones too.
std::vector<Delivery> pollers_of(const ResourceView& queue);

/// Could the mapping report single failures (ReportBatchItemFailures) in some deployment?
bool may_report_failures(const ResourceView& mapping);

/// AWS's advice: six times the function's timeout plus the batching window.
std::int64_t recommended_visibility(const Delivery& poller, std::int64_t timeout_seconds);

/// The `SqsSubscription: true` of the SAM event that made this queue, or null: such a queue can't be configured.
const Field* subscription_switch(const Resource& queue);
/// The subject that findings about such a queue, its mapping included, share ("who yields"); empty for other queues.
std::string subscription_subject(const Resource& queue);

/// Puts a finding at the queue's VisibilityTimeout, or at the queue where it is not set, with the fix that sets it.
void at_visibility(Finding& finding, const ResourceView& queue, const Candidate& visibility, std::int64_t recommended);

}  // namespace cumulint
