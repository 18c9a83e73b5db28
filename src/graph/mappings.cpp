// Event source mappings: queue, stream or cluster -> function.
#include "graph/families.h"

namespace cumulint {
namespace {

constexpr std::string_view function_type = "AWS::Lambda::Function";

/// What SAM's type of an event says of a source that is not known otherwise.
std::string_view type_by_event(const Resource& mapping) {
  const Field* type = mapping.event_field == nullptr ? nullptr : mapping.event_field->value->find("Type");
  const std::string_view event = type == nullptr ? std::string_view{} : type->value->literal();
  if (event == "SQS") return "AWS::SQS::Queue";
  if (event == "Kinesis") return "AWS::Kinesis::Stream";
  if (event == "DynamoDB") return "AWS::DynamoDB::Table";
  return event == "MSK" ? "AWS::MSK::Cluster" : "";
}

/// A Kafka cluster outside of AWS has no ARN.
std::vector<Named> sources_of(GraphBuilder& graph, const Resource& mapping) {
  std::vector<Named> sources = graph.targets(mapping, "EventSourceArn", {});
  for (Named& source : sources)
    if (source.type.empty()) source.type = type_by_event(mapping);
  if (!sources.empty()) return sources;
  for (const Choice& kafka : graph.at(mapping, "SelfManagedEventSource")) {
    Named cluster;
    cluster.sure = Truth::yes;
    cluster.shown = "self-managed Kafka";
    cluster.field = kafka.field;
    cluster.when = kafka.when;
    sources.push_back(cluster);
  }
  return sources;
}

}  // namespace

void add_mappings(GraphBuilder& graph) {
  for (const Resource* mapping : graph.resources("AWS::Lambda::EventSourceMapping")) {
    const std::vector<Named> functions = graph.targets(*mapping, "FunctionName", {function_type});
    EdgeFacts facts{.kind = EdgeKind::mapping, .via = mapping, .settings = mapping->properties};
    facts.enabled = !graph.is_known_false(*mapping, "Enabled");
    facts.invocation = InvocationKind::polled;
    for (const Named& source : sources_of(graph, *mapping)) {
      facts.evidence = source.field;
      graph.connect({source}, functions, facts);
    }
  }
}

}  // namespace cumulint
