// SNS subscriptions: topic -> function, queue, HTTP endpoint …; both AWS::SNS::Subscription and a topic's own list.
#include "graph/families.h"

namespace cumulint {
namespace {

std::vector<Named> endpoints(GraphBuilder& graph, const Field& base, std::string_view protocol, const Scenario& under) {
  if (protocol == "sqs") return graph.targets(base, "Endpoint", {"AWS::SQS::Queue"}, under);
  if (protocol == "lambda") return graph.targets(base, "Endpoint", {"AWS::Lambda::Function"}, under);
  return graph.targets(base, "Endpoint", {}, under);
}

void add_subscription(GraphBuilder& graph, const std::vector<Named>& topics, const Field& settings, const Resource& via,
                      const Scenario& under) {
  EdgeFacts facts{.kind = EdgeKind::subscription, .via = &via, .settings = &settings};
  facts.label = graph.known_text(settings, "Protocol", under);
  facts.invocation = InvocationKind::asynchronous;
  graph.connect(topics, endpoints(graph, settings, facts.label, under), facts);
}

}  // namespace

void add_subscriptions(GraphBuilder& graph) {
  for (const Resource* subscription : graph.resources("AWS::SNS::Subscription")) {
    const std::vector<Named> topics = graph.targets(*subscription, "TopicArn", {"AWS::SNS::Topic"});
    add_subscription(graph, topics, *subscription->properties, *subscription, graph.exists(*subscription));
  }
  for (const Resource* topic : graph.resources("AWS::SNS::Topic"))
    for (const Choice& item : graph.items(*topic, "Subscription"))
      add_subscription(graph, {graph.self(*topic)}, *item.field, *topic, item.when);
}

}  // namespace cumulint
