// EventBridge rules: bus -> rule -> targets.
#include "graph/families.h"

namespace cumulint {
namespace {

std::vector<Named> buses_of(GraphBuilder& graph, const Resource& rule) {
  std::vector<Named> buses = graph.targets(rule, "EventBusName", {"AWS::Events::EventBus"});
  if (buses.empty() || !graph.resolver().property(rule, "EventBusName", graph.arena()).open) {
    if (rule.find("EventBusName") == nullptr) {
      Named account_bus;
      account_bus.sure = Truth::yes;
      account_bus.shown = "default";
      account_bus.type = "AWS::Events::EventBus";
      account_bus.when = graph.exists(rule);
      buses.push_back(account_bus);
    }
  }
  return buses;
}

void add_targets(GraphBuilder& graph, const Resource& rule, bool enabled) {
  for (const Choice& target : graph.items(rule, "Targets")) {
    EdgeFacts facts{.kind = EdgeKind::rule_target, .via = &rule, .settings = target.field};
    facts.enabled = enabled;
    facts.label = graph.known_text(*target.field, "Id", target.when);
    facts.invocation = InvocationKind::asynchronous;
    graph.connect(rule, graph.targets(*target.field, "Arn", {}, target.when), facts);
    const std::vector<Named> queues =
        graph.targets(*target.field, "DeadLetterConfig.Arn", {"AWS::SQS::Queue"}, target.when);
    graph.connect(rule, queues,
                  {.kind = EdgeKind::dead_letter, .via = &rule, .settings = target.field, .enabled = enabled});
  }
}

}  // namespace

void add_event_rules(GraphBuilder& graph) {
  for (const Resource* rule : graph.resources("AWS::Events::Rule")) {
    const bool enabled = graph.known_text(*rule, "State") != "DISABLED";
    EdgeFacts facts{.kind = EdgeKind::bus_rule, .via = rule, .settings = rule->properties, .enabled = enabled};
    graph.connect(buses_of(graph, *rule), *rule, facts);
    add_targets(graph, *rule, enabled);
  }
}

}  // namespace cumulint
