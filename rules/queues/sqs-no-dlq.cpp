// Flags a queue in use without a dead-letter queue: a message that always fails is tried until it expires, then lost.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// The edge that uses the queue: a consumer, or what feeds it. What is switched off uses nothing.
const Edge* use_of(const ResourceView& queue) {
  const auto counts = [](const Edge& edge) { return edge.sure == Truth::yes && edge.enabled; };
  for (const Edge* edge : queue.out())
    if (counts(*edge) && (edge->kind == EdgeKind::mapping || edge->kind == EdgeKind::pipe)) return edge;
  for (const Edge* edge : queue.in()) {
    if (!counts(*edge)) continue;
    if (edge->kind == EdgeKind::subscription || edge->kind == EdgeKind::rule_target ||
        edge->kind == EdgeKind::bucket_notification)
      return edge;
  }
  for (const Edge* edge : queue.in())
    if (edge->kind == EdgeKind::call && edge->sure == Truth::yes && edge->call->operation == "ReceiveMessage") return edge;
  return nullptr;
}

void suggest_queue(const ResourceView& queue, Finding& finding) {
  const Truth fifo = is_fifo(queue, "FifoQueue");
  if (fifo == Truth::unknown || queue.resource().generated) return;
  const auto letters = letter_queue(queue.unit_view(), queue.resource(), {.fifo = fifo == Truth::yes});
  if (!letters) return;
  const std::vector<std::string> lines = {"RedrivePolicy:", "  deadLetterTargetArn: " + letters->arn(), "  maxReceiveCount: 5"};
  if (const auto edit = insert_properties(queue.unit_view(), queue.resource(), lines))
    finding.fix(FixSafety::suggestion, "add a dead-letter queue", letters->with(*edit));
}

void check(const ResourceView& queue, Reporter& report) {
  if (queue.has_role(RoleFlag::dead_letter_queue) || queue.has_role(RoleFlag::failure_destination)) return;
  if (queue.has("RedrivePolicy") != Truth::no) return;  // there in some deployments: the author decided
  const Edge* use = use_of(queue);
  if (use == nullptr || queue.is_tool_generated()) return;
  Finding finding = report.finding(fact());
  finding.at(queue)
      .about(subscription_subject(queue.resource()))
      .say("queue ", queue, " has no RedrivePolicy")
      .why("a message that can't be processed comes back until it expires, and is then lost without a trace")
      .help("add a second queue and a RedrivePolicy with its ARN as deadLetterTargetArn and a maxReceiveCount of 5");
  suggest_queue(queue, finding);
  const bool consumes = use->from == &queue.node();
  const GraphNode& other = consumes ? *use->to : *use->from;
  if (use->call != nullptr) {
    finding.related(*use->call, "function ", other.id, " receives from the queue here");
  } else if (use->evidence != nullptr) {
    finding.related(*use->evidence, consumes ? "read by " : "fed by ", other.id);
  }
}

}  // namespace

extern constinit const Rule sqs_no_dlq{
    .info = {.id = "sqs-no-dlq",
             .level = Level::warning,
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "3.2"},
    .needs = {.code = true},
    .types = {"AWS::SQS::Queue"},
    .on_resource = check,
};

}  // namespace cumulint::rules
