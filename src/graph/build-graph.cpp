// All families, one after the other, then the roles.
#include "graph/build-graph.h"

#include <algorithm>

#include "base/strings.h"
#include "graph/families.h"

namespace cumulint {
namespace {

/// The name of a transform: a text, or a map with a Name.
std::string_view name_of(const Field& transform) {
  if (transform.value->is(ValueKind::text)) return transform.value->text;
  const Field* name = transform.value->find("Name");
  return name != nullptr ? name->value->literal() : std::string_view{};
}

/// Macros that add alarms for what a template holds.
/// Sources: https://github.com/fourTheorem/slic-watch,
/// https://docs.datadoghq.com/serverless/libraries_integrations/macro/
bool is_monitoring_macro(std::string_view name) {
  return starts_with(name, "SlicWatch-v") || name == "DatadogServerless" || starts_with(name, "Lumigo");
}

bool is_known_macro(std::string_view name) { return starts_with(name, "AWS::") || is_monitoring_macro(name); }

void read_macros(const Template& source, Graph& graph) {
  for (const Field& transform : source.transforms) {
    const std::string_view name = name_of(transform);
    if (is_monitoring_macro(name)) graph.is_monitored = true;
    if (!is_known_macro(name)) graph.may_have_unknown_resources = true;
  }
}

void read_application_insights(GraphBuilder& builder, Graph& graph) {
  for (const Resource* insights : builder.resources("AWS::ApplicationInsights::Application"))
    if (builder.known_text(*insights, "AutoConfigurationEnabled") == "true") graph.is_monitored = true;
}

}  // namespace

const Graph* build_graph(const GraphInput& input, Arena& arena) {
  GraphBuilder builder(input, arena);
  const std::span<const Alarm> alarms = build_alarms(*input.effective, builder.names(), arena);
  add_mappings(builder);
  add_subscriptions(builder);
  add_event_rules(builder);
  add_schedules(builder);
  add_pipes(builder);
  add_bucket_notifications(builder);
  add_deliveries(builder);
  add_rest_apis(builder);
  add_http_apis(builder);
  add_graphql_apis(builder);
  add_function_urls(builder);
  add_load_balancers(builder);
  add_destinations(builder);
  add_service_triggers(builder);
  add_custom_resources(builder);
  add_alarms(builder, alarms);
  add_workflow_tasks(builder);
  add_code_calls(builder);
  add_roles(builder);
  add_permissions(builder);
  add_references(builder);
  Graph* graph = builder.finish();
  graph->alarms = alarms;
  read_macros(*input.effective, *graph);
  read_application_insights(builder, *graph);
  graph->roles = compute_roles(*graph, input, arena);
  return graph;
}

}  // namespace cumulint
