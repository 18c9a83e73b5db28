// EventBridge Scheduler: schedule -> its target.
#include "graph/families.h"

namespace cumulint {

void add_schedules(GraphBuilder& graph) {
  for (const Resource* schedule : graph.resources("AWS::Scheduler::Schedule")) {
    const bool enabled = graph.known_text(*schedule, "State") != "DISABLED";
    for (const Choice& target : graph.at(*schedule, "Target")) {
      EdgeFacts facts{.kind = EdgeKind::schedule_target, .via = schedule, .settings = target.field, .enabled = enabled};
      facts.invocation = InvocationKind::asynchronous;
      graph.connect(*schedule, graph.targets(*target.field, "Arn", {}, target.when), facts);
      const std::vector<Named> queues =
          graph.targets(*target.field, "DeadLetterConfig.Arn", {"AWS::SQS::Queue"}, target.when);
      graph.connect(*schedule, queues,
                    {.kind = EdgeKind::dead_letter, .via = schedule, .settings = target.field, .enabled = enabled});
    }
  }
}

}  // namespace cumulint
