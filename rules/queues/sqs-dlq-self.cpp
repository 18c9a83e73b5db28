// Flags queues that are their own dead-letter queue, directly or in a circle.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

const Edge* redrive_of(const GraphNode& queue) {
  for (const Edge* edge : queue.out)
    if (edge->kind == EdgeKind::redrive && edge->sure == Truth::yes && edge->to->resource != nullptr) return edge;
  return nullptr;
}

/// The circle that starts at `first`, if it leads back there and no queue of it stands earlier in the file.
std::vector<const Edge*> circle_from(const GraphNode& first, std::size_t queues) {
  std::vector<const Edge*> path;
  const GraphNode* node = &first;
  while (path.size() <= queues) {
    const Edge* edge = redrive_of(*node);
    if (edge == nullptr || edge->to->index < first.index) return {};
    path.push_back(edge);
    node = edge->to;
    if (node == &first) return path;
  }
  return {};
}

void check(const ResourceView& queue, Reporter& report) {
  const std::vector<const Edge*> circle = circle_from(queue.node(), queue.unit_view().graph().nodes.size());
  if (circle.empty()) return;
  Scenario together = circle[0]->when;
  for (const Edge* edge : circle)
    if (consistent(together, edge->when) != Truth::yes) return;
  std::string way(queue.id());
  for (const Edge* edge : circle) way += " -> " + std::string(edge->to->id);
  Finding finding = report.finding(when(together));
  finding.at(*circle[0]->evidence).about(*circle[0]->evidence);
  if (circle.size() == 1) {
    finding.say("queue ", queue, " is its own dead-letter queue");
  } else {
    finding.say("dead-letter queues form a circle: ", way);
  }
  finding.why("a message that always fails never leaves, and no alarm on a dead-letter queue sees it")
      .help("use a separate queue without a RedrivePolicy of its own");
  for (std::size_t i = 1; i < circle.size(); ++i)
    finding.related(*circle[i]->evidence, "leads to ", circle[i]->to->id).about(*circle[i]->evidence);
}

}  // namespace

extern constinit const Rule sqs_dlq_self{
    .info = {.id = "sqs-dlq-self", .level = Level::error, .tags = {"reliability"}, .section = "3.2"},
    .types = {"AWS::SQS::Queue"},
    .on_resource = check,
};

}  // namespace cumulint::rules
