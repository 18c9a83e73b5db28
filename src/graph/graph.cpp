// Questions to a finished graph, and the names of edge kinds.
#include "graph/graph.h"

#include <algorithm>

namespace cumulint {

const GraphNode* Graph::find(std::string_view logical_id) const {
  const auto found =
      std::lower_bound(by_id.begin(), by_id.end(), logical_id,
                       [this](std::uint32_t index, std::string_view id) { return nodes[index].id < id; });
  return found != by_id.end() && nodes[*found].id == logical_id ? &nodes[*found] : nullptr;
}

namespace {

struct KindFacts {
  EdgeKind kind;
  std::string_view name;
  bool invokes;
};

constexpr KindFacts kinds[] = {
    {EdgeKind::mapping, "mapping", true},
    {EdgeKind::pipe, "pipe", true},
    {EdgeKind::pipe_enrichment, "pipe-enrichment", true},
    {EdgeKind::subscription, "subscription", true},
    {EdgeKind::rule_target, "rule-target", true},
    {EdgeKind::bus_rule, "bus-rule", false},
    {EdgeKind::schedule_target, "schedule-target", true},
    {EdgeKind::bucket_notification, "bucket-notification", true},
    {EdgeKind::delivery, "delivery", false},
    {EdgeKind::route, "route", true},
    {EdgeKind::authorizer, "authorizer", true},
    {EdgeKind::function_url, "function-url", true},
    {EdgeKind::load_balancer, "load-balancer", true},
    {EdgeKind::log_subscription, "log-subscription", true},
    {EdgeKind::user_pool_trigger, "user-pool-trigger", true},
    {EdgeKind::iot_rule, "iot-rule", true},
    {EdgeKind::email_receipt, "email-receipt", true},
    {EdgeKind::alarm_action, "alarm-action", true},
    {EdgeKind::config_rule, "config-rule", true},
    {EdgeKind::custom_resource, "custom-resource", true},
    {EdgeKind::code_pipeline, "code-pipeline", true},
    {EdgeKind::service_trigger, "service-trigger", true},
    {EdgeKind::workflow_task, "workflow-task", true},
    {EdgeKind::redrive, "redrive", false},
    {EdgeKind::dead_letter, "dead-letter", false},
    {EdgeKind::on_failure, "on-failure", true},
    {EdgeKind::on_success, "on-success", true},
    {EdgeKind::call, "call", true},
    {EdgeKind::http_call, "http-call", false},
    {EdgeKind::alarm, "alarm", false},
    {EdgeKind::role, "role", false},
    {EdgeKind::permission, "permission", false},
    {EdgeKind::references, "references", false},
};

const KindFacts& facts_of(EdgeKind kind) {
  const KindFacts* found =
      std::find_if(std::begin(kinds), std::end(kinds), [&](const KindFacts& k) { return k.kind == kind; });
  CUMULINT_ASSERT(found != std::end(kinds));
  return *found;
}

bool starts_execution(const SdkCall& call) {
  return call.operation == "Invoke" || call.operation == "InvokeAsync" ||
         call.operation == "InvokeWithResponseStream" || call.operation == "StartExecution" ||
         call.operation == "StartSyncExecution";
}

}  // namespace

bool is_invocation(const Edge& edge) {
  if (!facts_of(edge.kind).invokes) return false;
  const std::string_view type = edge.to->type;
  if (type != "AWS::Lambda::Function" && type != "AWS::StepFunctions::StateMachine") return false;
  return edge.call == nullptr || starts_execution(*edge.call);
}

std::string_view edge_kind_name(EdgeKind kind) { return facts_of(kind).name; }

}  // namespace cumulint
