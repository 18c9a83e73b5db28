// Targets of API integrations: functions by URI, other services by what the request names.
#include "graph/integrations.h"

#include "base/strings.h"
#include "model/expression.h"

namespace cumulint {
namespace {

struct ServiceTypes {
  std::string_view service;
  std::string_view types[2];
};
/// What an integration with a service can work on.
constexpr ServiceTypes service_types[] = {
    {"states", {"AWS::StepFunctions::StateMachine", ""}},
    {"sqs", {"AWS::SQS::Queue", ""}},
    {"sns", {"AWS::SNS::Topic", ""}},
    {"dynamodb", {"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"}},
    {"events", {"AWS::Events::EventBus", ""}},
    {"kinesis", {"AWS::Kinesis::Stream", ""}},
    {"s3", {"AWS::S3::Bucket", ""}},
    {"firehose", {"AWS::KinesisFirehose::DeliveryStream", ""}},
};

/// "arn:aws:apigateway:eu-west-1:states:action/StartExecution" -> states; "StepFunctions-StartExecution" -> states.
const ServiceTypes* service_of(std::string_view uri, std::string_view subtype) {
  for (const ServiceTypes& types : service_types) {
    const std::string part = ":" + std::string(types.service) + ":";
    if (contains(uri, ":apigateway:") && contains(uri, part)) return &types;
    std::string_view words = subtype.substr(0, subtype.find('-'));
    if (words == "StepFunctions")
      words = "states";
    else if (words == "EventBridge")
      words = "events";
    if (!words.empty() && equals_ignoring_case(words, types.service)) return &types;
  }
  return nullptr;
}

/// Every resource of these types to which the value refers.
void collect_references(GraphBuilder& graph, const Field& field, const ServiceTypes& types, const Scenario& when,
                        std::vector<Named>& found) {
  const Value& value = *field.value;
  if (value.is(ValueKind::map) || value.is(ValueKind::list)) {
    for (const Field& part : value.fields) collect_references(graph, part, types, when, found);
    return;
  }
  FlatText text;
  if (!flatten_written(value, graph.source(), text)) return;
  for (const Reference& hole : text.holes) {
    if (hole.resource == nullptr) continue;
    const std::string_view type = hole.resource->type;
    if (type != types.types[0] && (types.types[1].empty() || type != types.types[1])) continue;
    Named named = graph.self(*hole.resource, &field);
    named.when = graph.with(named.when, when);
    found.push_back(named);
  }
}

std::string uri_text(GraphBuilder& graph, const Choice& integration, std::string_view name) {
  for (const Choice& uri : graph.at(*integration.field, name, integration.when)) {
    FlatText text;
    if (flatten_written(*uri.field->value, graph.source(), text)) return text.text;
  }
  return {};
}

std::vector<Named> targets_of(GraphBuilder& graph, const Choice& integration, const IntegrationNames& names) {
  const std::string uri = uri_text(graph, integration, names.uri);
  std::string_view subtype = graph.known_text(*integration.field, "integrationSubtype", integration.when);
  if (subtype.empty()) subtype = graph.known_text(*integration.field, "IntegrationSubtype", integration.when);
  if (const ServiceTypes* types = service_of(uri, subtype)) {
    std::vector<Named> found;
    collect_references(graph, *integration.field, *types, integration.when, found);
    if (!found.empty() || !subtype.empty()) return found;
  }
  return graph.targets(*integration.field, names.uri, {"AWS::Lambda::Function"}, integration.when);
}

/// `requestParameters` maps "integration.request.header.X-Amz-Invocation-Type" to "'Event'".
bool is_asynchronous(const Field& integration, std::string_view parameters) {
  const Field* all = integration.value->find(parameters);
  if (all == nullptr) return false;
  for (const Field& parameter : all->value->fields)
    if (equals_ignoring_case(parameter.key, "integration.request.header.X-Amz-Invocation-Type"))
      return contains(parameter.value->literal(), "Event");
  return false;
}

/// An HTTP proxy's URI names no resource of the template.
bool is_target(const Named& named) {
  return named.resource != nullptr || !named.type.empty() || named.sure == Truth::unknown;
}

}  // namespace

void add_bare_route(GraphBuilder& graph, const Resource& api, const Route& route) {
  graph.add_route(route, api, nullptr);
}

void add_integration(GraphBuilder& graph, const Resource& api, Route route, const Choice& integration,
                     const IntegrationNames& names) {
  route.integration = integration.field;
  route.timeout = integration.field->value->find(names.timeout);
  route.streams = graph.known_text(*integration.field, names.transfer_mode, integration.when) == "STREAM";
  route.is_asynchronous = is_asynchronous(*integration.field, names.parameters);
  route.when = graph.with(route.when, integration.when);
  bool any = false;
  for (const Named& target : targets_of(graph, integration, names)) {
    if (!is_target(target)) continue;
    any = true;
    EdgeFacts facts{.kind = EdgeKind::route, .via = route.via, .settings = integration.field};
    facts.label = route.method.empty() ? route.path : graph.arena().join({route.method, " ", route.path});
    facts.invocation = route.is_asynchronous ? InvocationKind::asynchronous : InvocationKind::synchronous;
    graph.connect(api, {target}, facts);
    graph.add_route(route, api, &target);
  }
  if (!any) add_bare_route(graph, api, route);
}

}  // namespace cumulint
