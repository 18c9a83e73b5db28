// What functions' code does: SDK calls on resources, HTTP requests to APIs of the template.
#include "base/strings.h"
#include "graph/event-pattern.h"
#include "graph/families.h"

namespace cumulint {
namespace {

struct ServiceType {
  std::string_view service, type;
};
constexpr ServiceType service_types[] = {
    {"dynamodb", "AWS::DynamoDB::Table"},
    {"lambda", "AWS::Lambda::Function"},
    {"sqs", "AWS::SQS::Queue"},
    {"sns", "AWS::SNS::Topic"},
    {"s3", "AWS::S3::Bucket"},
    {"events", "AWS::Events::EventBus"},
    {"states", "AWS::StepFunctions::StateMachine"},
    {"kinesis", "AWS::Kinesis::Stream"},
    {"firehose", "AWS::KinesisFirehose::DeliveryStream"},
    {"secretsmanager", "AWS::SecretsManager::Secret"},
    {"ssm", "AWS::SSM::Parameter"},
    {"kms", "AWS::KMS::Key"},
};

std::string_view type_of(std::string_view service) {
  for (const ServiceType& entry : service_types)
    if (entry.service == service) return entry.type;
  return {};
}

Named account_bus() {
  Named bus;
  bus.sure = Truth::yes;
  bus.shown = "default";
  bus.type = "AWS::Events::EventBus";
  return bus;
}

/// Fields of an event that name what set the function off, and the triggers that send such events.
struct EventName {
  std::string_view path;
  EdgeKind trigger;
};
constexpr EventName event_names[] = {
    {"Records[].s3.bucket.name", EdgeKind::bucket_notification},
    {"Records[].s3.bucket.arn", EdgeKind::bucket_notification},
    {"Records[].eventSourceARN", EdgeKind::mapping},
    {"Records[].Sns.TopicArn", EdgeKind::subscription},
};

/// The resources whose events set the function off, if the value is the part of the event that names them.
std::vector<Named> named_by_event(GraphBuilder& graph, const Resource& function, std::string_view event_path) {
  std::vector<Named> all;
  const std::string path = without_indexes(event_path);
  const std::uint32_t node = graph.node_of(function);
  for (const EventName& name : event_names) {
    if (name.path != path) continue;
    for (const GraphBuilder::EdgeDraft& draft : graph.edges()) {
      if (draft.to != node || draft.edge.kind != name.trigger) continue;
      const Resource* source = graph.node(draft.from).resource;
      if (source == nullptr || !draft.edge.enabled) continue;
      Named named = graph.self(*source);
      named.when = draft.edge.when;
      all.push_back(named);
    }
  }
  return all;
}

/// What a code value names. Nothing known: an end that is marked as unknown.
std::vector<Named> named_by(GraphBuilder& graph, const Resource& function, const CodeValue& value,
                            std::string_view type) {
  if (value.resource != nullptr) return {graph.self(*value.resource)};
  if (!value.event_path.empty()) {
    std::vector<Named> triggers = named_by_event(graph, function, value.event_path);
    if (!triggers.empty()) return triggers;
  }
  std::vector<Named> all;
  const std::string_view types[] = {type};
  for (const Candidate& candidate : value.possible.candidates) {
    const NameTypes hint = type.empty() ? NameTypes{} : NameTypes(types);
    const std::vector<Named> some = graph.names().find_all(candidate, hint, graph.arena());
    all.insert(all.end(), some.begin(), some.end());
  }
  if (value.possible.open || all.empty()) {
    Named unknown;
    unknown.type = type;
    unknown.shown = value.environment.empty() ? std::string_view{} : value.environment;
    all.push_back(unknown);
  }
  return all;
}

/// Only texts that are the same whatever is chosen count.
std::string_view known_argument(const SdkCall& call, std::string_view name, bool& absent) {
  const Argument* argument = call.find(name);
  absent = argument == nullptr && !call.spread_arguments;
  if (argument == nullptr) return {};
  const Possible& value = argument->value.possible;
  if (value.open || value.candidates.size() != 1) return {};
  return value.candidates[0].text.known().value_or(std::string_view{});
}

InvocationKind invocation_of(const SdkCall& call) {
  if (call.service == "states") {
    return call.operation == "StartSyncExecution" ? InvocationKind::synchronous : InvocationKind::asynchronous;
  }
  if (call.service != "lambda" || call.operation != "Invoke")
    return call.operation == "InvokeAsync" ? InvocationKind::asynchronous : InvocationKind::synchronous;
  bool absent = false;
  const std::string_view type = known_argument(call, "InvocationType", absent);
  if (absent || type == "RequestResponse") return InvocationKind::synchronous;
  return type == "Event" ? InvocationKind::asynchronous : InvocationKind::unknown;
}

/// Entries that are known to name no bus.
bool goes_to_account_bus(const SdkCall& call) {
  return call.service == "events" && call.operation == "PutEvents" && !call.has_target && !call.spread_arguments &&
         call.find("Entries") != nullptr;
}

void add_call(GraphBuilder& graph, const Resource& function, const SdkCall& call) {
  if (call.service.empty() || call.operation.empty()) return;
  EdgeFacts facts{.kind = EdgeKind::call, .label = call.operation, .call = &call};
  facts.invocation = invocation_of(call);
  const std::vector<Named> targets = goes_to_account_bus(call)
                                         ? std::vector<Named>{account_bus()}
                                         : named_by(graph, function, call.target, type_of(call.service));
  graph.connect(function, targets, facts);
}

bool is_endpoint(const Named& named) {
  const std::string_view type = named.resource == nullptr ? std::string_view{} : named.resource->type;
  return type == "AWS::Lambda::Url" || type == "AWS::ApiGateway::RestApi" || type == "AWS::ApiGatewayV2::Api" ||
         type == "AWS::AppSync::GraphQLApi" || type == "AWS::ApiGateway::Stage" || type == "AWS::ApiGatewayV2::Stage";
}

void add_http_call(GraphBuilder& graph, const Resource& function, const HttpCall& call) {
  EdgeFacts facts{.kind = EdgeKind::http_call, .http = &call};
  for (const Named& target : named_by(graph, function, call.url, {})) {
    if (!is_endpoint(target)) continue;
    facts.label = graph.arena().join({call.method, call.method.empty() ? "" : " ", target.rest});
    graph.connect(function, {target}, facts);
  }
}

}  // namespace

void add_code_calls(GraphBuilder& graph) {
  if (graph.input().code == nullptr) return;
  for (const FunctionCode& code : graph.input().code->functions) {
    if (code.function == nullptr) continue;
    for (const SdkCall& call : code.calls) add_call(graph, *code.function, call);
    for (const HttpCall& call : code.http_calls) add_http_call(graph, *code.function, call);
  }
}

}  // namespace cumulint
