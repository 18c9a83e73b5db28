// The families of edges, each in a file of its own: they look at the template and add what they find.
#pragma once

#include "graph/graph-builder.h"

namespace cumulint {

void add_mappings(GraphBuilder& graph);
void add_subscriptions(GraphBuilder& graph);
void add_event_rules(GraphBuilder& graph);
void add_schedules(GraphBuilder& graph);
void add_pipes(GraphBuilder& graph);
void add_bucket_notifications(GraphBuilder& graph);
void add_deliveries(GraphBuilder& graph);
void add_rest_apis(GraphBuilder& graph);
void add_http_apis(GraphBuilder& graph);
void add_graphql_apis(GraphBuilder& graph);
void add_function_urls(GraphBuilder& graph);
void add_load_balancers(GraphBuilder& graph);
void add_destinations(GraphBuilder& graph);      // dead-letter queues, redrive, on-failure and on-success
void add_service_triggers(GraphBuilder& graph);  // logs, user pools, IoT, mail, config, pipelines, rotation …
void add_custom_resources(GraphBuilder& graph);
void add_alarms(GraphBuilder& graph, std::span<const Alarm> alarms);
void add_workflow_tasks(GraphBuilder& graph);
void add_code_calls(GraphBuilder& graph);
void add_roles(GraphBuilder& graph);
void add_permissions(GraphBuilder& graph);
void add_references(GraphBuilder& graph);  // last: what no other family used

/// RoleFlag bits by node index.
std::span<const std::uint32_t> compute_roles(const Graph& graph, const GraphInput& input, Arena& arena);

}  // namespace cumulint
