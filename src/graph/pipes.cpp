// EventBridge Pipes: source -> enrichment, source -> target.
#include "graph/families.h"

namespace cumulint {
namespace {

/// A pipe waits for its target unless told otherwise.
/// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/pipes-targets-specifics.html
InvocationKind invocation_of_target(GraphBuilder& graph, const Resource& pipe) {
  for (std::string_view path : {"TargetParameters.LambdaFunctionParameters.InvocationType",
                                "TargetParameters.StepFunctionStateMachineParameters.InvocationType"})
    if (graph.known_text(pipe, path) == "FIRE_AND_FORGET") return InvocationKind::asynchronous;
  return InvocationKind::polled;
}

void add_dead_letters(GraphBuilder& graph, const Resource& pipe, bool enabled) {
  for (std::string_view path : {"SourceParameters.KinesisStreamParameters.DeadLetterConfig.Arn",
                                "SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn"})
    graph.connect(pipe, graph.targets(pipe, path, {}),
                  {.kind = EdgeKind::dead_letter, .via = &pipe, .settings = pipe.properties, .enabled = enabled});
}

}  // namespace

void add_pipes(GraphBuilder& graph) {
  for (const Resource* pipe : graph.resources("AWS::Pipes::Pipe")) {
    const std::vector<Named> sources = graph.targets(*pipe, "Source", {});
    EdgeFacts facts{.kind = EdgeKind::pipe, .via = pipe, .settings = pipe->properties};
    facts.enabled = graph.known_text(*pipe, "DesiredState") != "STOPPED";
    facts.invocation = invocation_of_target(graph, *pipe);
    graph.connect(sources, graph.targets(*pipe, "Target", {}), facts);
    facts.kind = EdgeKind::pipe_enrichment;
    facts.invocation = InvocationKind::synchronous;
    graph.connect(sources, graph.targets(*pipe, "Enrichment", {}), facts);
    add_dead_letters(graph, *pipe, facts.enabled);
  }
}

}  // namespace cumulint
