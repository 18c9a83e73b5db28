// Where failed and finished work goes: redrive, dead-letter queues, destinations.
#include "graph/families.h"

namespace cumulint {
namespace {

constexpr std::string_view queue_type = "AWS::SQS::Queue", function_type = "AWS::Lambda::Function";

/// Dead-letter queues that one property of a type names.
struct DeadLetter {
  std::string_view type, path;
  EdgeKind kind;
};
constexpr DeadLetter dead_letters[] = {
    {"AWS::SQS::Queue", "RedrivePolicy.deadLetterTargetArn", EdgeKind::redrive},
    {"AWS::SNS::Subscription", "RedrivePolicy.deadLetterTargetArn", EdgeKind::dead_letter},
    {"AWS::Lambda::Function", "DeadLetterConfig.TargetArn", EdgeKind::dead_letter},
    {"AWS::Events::EventBus", "DeadLetterConfig.Arn", EdgeKind::dead_letter},
    {"AWS::Lambda::EventSourceMapping", "DestinationConfig.OnFailure.Destination", EdgeKind::on_failure},
};

void add_invoke_config(GraphBuilder& graph, const Resource& config) {
  const std::string_view qualifier = graph.known_text(config, "Qualifier");
  for (Named function : graph.targets(config, "FunctionName", {function_type})) {
    EdgeFacts facts{.via = &config, .settings = config.properties};
    facts.label = qualifier == "$LATEST" ? std::string_view{} : qualifier;
    facts.invocation = InvocationKind::asynchronous;
    function.field = nullptr;
    facts.kind = EdgeKind::on_failure;
    graph.connect({function}, graph.targets(config, "DestinationConfig.OnFailure.Destination", {}), facts);
    facts.kind = EdgeKind::on_success;
    graph.connect({function}, graph.targets(config, "DestinationConfig.OnSuccess.Destination", {}), facts);
  }
}

}  // namespace

void add_destinations(GraphBuilder& graph) {
  for (const DeadLetter& letter : dead_letters)
    for (const Resource* owner : graph.resources(letter.type))
      graph.connect(*owner, graph.targets(*owner, letter.path, {queue_type}),
                    {.kind = letter.kind, .via = owner, .settings = owner->properties});
  for (const Resource* config : graph.resources("AWS::Lambda::EventInvokeConfig")) add_invoke_config(graph, *config);
}

}  // namespace cumulint
