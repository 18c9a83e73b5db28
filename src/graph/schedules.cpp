// EventBridge Scheduler: schedule -> its target.
#include <algorithm>

#include "base/strings.h"
#include "graph/families.h"
#include "resolve/json-text.h"

namespace cumulint {
namespace {

/// A universal target calls any API, with the Input as its parameters: one of them names the resource.
/// https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
struct UniversalTarget {
  std::string_view api, parameter, type;
};
constexpr UniversalTarget universal_targets[] = {
    {":aws-sdk:lambda:invoke", "FunctionName", "AWS::Lambda::Function"},
    {":aws-sdk:sqs:sendMessage", "QueueUrl", "AWS::SQS::Queue"},
    {":aws-sdk:sns:publish", "TopicArn", "AWS::SNS::Topic"},
    {":aws-sdk:sfn:startExecution", "StateMachineArn", "AWS::StepFunctions::StateMachine"},
    {":aws-sdk:kinesis:putRecord", "StreamName", "AWS::Kinesis::Stream"},
    {":aws-sdk:firehose:putRecord", "DeliveryStreamName", "AWS::KinesisFirehose::DeliveryStream"},
};

const UniversalTarget* universal_target(GraphBuilder& graph, const Choice& target) {
  const Field* arn = target.field->value->find("Arn");
  if (arn == nullptr) return nullptr;
  const Possible value = graph.resolver().resolve(*arn, graph.arena(), target.when);
  const auto found = std::find_if(std::begin(universal_targets), std::end(universal_targets), [&](const auto& universal) {
    return value.every([&](const Candidate& c) { return c.text.ends_with(universal.api); }) == Truth::yes;
  });
  return found == std::end(universal_targets) ? nullptr : found;
}

/// The parameters of the call; null if they are not known.
const Field* input_of(GraphBuilder& graph, const Choice& target) {
  const Field* input = target.field->value->find("Input");
  const Value* parsed = input == nullptr ? nullptr : parse_json_text(*input, graph.arena());
  if (parsed == nullptr) return nullptr;
  Field* parameters = graph.arena().make<Field>(*input);
  parameters->value = parsed;
  return parameters;
}

/// Lambda's Invoke waits unless it is told not to.
InvocationKind invocation_of(GraphBuilder& graph, const Field& parameters, const Choice& target) {
  if (parameters.value->find("InvocationType") == nullptr) return InvocationKind::synchronous;
  const std::string_view type = graph.known_text(parameters, "InvocationType", target.when);
  if (type == "Event") return InvocationKind::asynchronous;
  return type == "RequestResponse" ? InvocationKind::synchronous : InvocationKind::unknown;
}

void add_target(GraphBuilder& graph, const Resource& schedule, const Choice& target, EdgeFacts facts) {
  facts.invocation = InvocationKind::asynchronous;
  const UniversalTarget* universal = universal_target(graph, target);
  const Field* parameters = universal == nullptr ? nullptr : input_of(graph, target);
  if (parameters == nullptr)
    return graph.connect(schedule, graph.targets(*target.field, "Arn", {}, target.when), facts);
  if (universal->type == "AWS::Lambda::Function") facts.invocation = invocation_of(graph, *parameters, target);
  graph.connect(schedule, graph.targets(*parameters, universal->parameter, {universal->type}, target.when), facts);
}

}  // namespace

void add_schedules(GraphBuilder& graph) {
  for (const Resource* schedule : graph.resources("AWS::Scheduler::Schedule")) {
    const bool enabled = graph.known_text(*schedule, "State") != "DISABLED";
    for (const Choice& target : graph.at(*schedule, "Target")) {
      add_target(graph, *schedule, target,
                 {.kind = EdgeKind::schedule_target, .via = schedule, .settings = target.field, .enabled = enabled});
      const std::vector<Named> queues =
          graph.targets(*target.field, "DeadLetterConfig.Arn", {"AWS::SQS::Queue"}, target.when);
      graph.connect(*schedule, queues,
                    {.kind = EdgeKind::dead_letter, .via = schedule, .settings = target.field, .enabled = enabled});
    }
  }
}

}  // namespace cumulint
