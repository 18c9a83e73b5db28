// Step Functions: state machine -> what its tasks call.
#include "base/strings.h"
#include "graph/families.h"

namespace cumulint {
namespace {

struct ServiceType {
  std::string_view service, type;
};
constexpr ServiceType service_types[] = {
    {"function", "AWS::Lambda::Function"},
    {"lambda", "AWS::Lambda::Function"},
    {"sqs", "AWS::SQS::Queue"},
    {"sns", "AWS::SNS::Topic"},
    {"dynamodb", "AWS::DynamoDB::Table"},
    {"states", "AWS::StepFunctions::StateMachine"},
    {"events", "AWS::Events::EventBus"},
    {"activity", "AWS::StepFunctions::Activity"},
};

std::string_view type_of(std::string_view service) {
  for (const ServiceType& entry : service_types)
    if (entry.service == service) return entry.type;
  return {};
}

InvocationKind invocation_of(GraphBuilder& graph, const State& task, const Scenario& when) {
  if (task.service == "states")
    return task.pattern == TaskPattern::sync ? InvocationKind::synchronous : InvocationKind::asynchronous;
  if (task.service != "lambda" || task.arguments == nullptr) return InvocationKind::synchronous;
  if (task.arguments->value->find("InvocationType") == nullptr) return InvocationKind::synchronous;
  const std::string_view type = graph.known_text(*task.arguments, "InvocationType", when);
  if (type == "Event") return InvocationKind::asynchronous;
  return type == "RequestResponse" ? InvocationKind::synchronous : InvocationKind::unknown;
}

}  // namespace

void add_workflow_tasks(GraphBuilder& graph) {
  if (graph.input().workflows == nullptr) return;
  for (const Workflow& workflow : graph.input().workflows->all)
    for (const State* state : workflow.all) {
      if (state->kind != StateKind::task || state->target == nullptr) continue;
      if (starts_with(state->target->value->literal(), "{%")) continue;  // JSONata: computed while it runs
      EdgeFacts facts{.kind = EdgeKind::workflow_task, .via = workflow.machine, .settings = state->field};
      facts.label = state->name;
      facts.invocation = invocation_of(graph, *state, workflow.when);
      const std::string_view types[] = {type_of(state->service)};
      const NameTypes hint = types[0].empty() ? NameTypes{} : NameTypes(types);
      Named machine = graph.self(*workflow.machine);
      machine.when = graph.with(machine.when, workflow.when);
      for (const Named& target : graph.names().find_all(*state->target, hint, graph.arena(), workflow.when))
        graph.connect(machine, target, facts);
    }
}

}  // namespace cumulint
