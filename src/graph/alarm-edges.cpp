// Alarms: what they watch, and what they do when they fire.
#include "graph/families.h"

namespace cumulint {
namespace {

void add_actions(GraphBuilder& graph, const Resource& alarm) {
  for (std::string_view list : {"AlarmActions", "OKActions", "InsufficientDataActions"})
    for (const Choice& action : graph.items(alarm, list)) {
      EdgeFacts facts{.kind = EdgeKind::alarm_action, .via = &alarm, .settings = alarm.properties, .label = list};
      facts.invocation = InvocationKind::asynchronous;
      graph.connect(alarm, graph.names().find_all(*action.field, {}, graph.arena(), action.when), facts);
    }
}

}  // namespace

void add_alarms(GraphBuilder& graph, std::span<const Alarm> alarms) {
  for (const Alarm& alarm : alarms) {
    for (const WatchedMetric& metric : alarm.metrics) {
      if (metric.resource == nullptr) continue;
      Named watched = graph.self(*metric.resource, metric.dimensions_field);
      watched.sure = metric.sure;
      watched.when = graph.with(watched.when, metric.when);
      graph.connect(
          *alarm.resource, {watched},
          {.kind = EdgeKind::alarm, .via = alarm.resource, .settings = metric.field, .label = metric.known_metric});
    }
    add_actions(graph, *alarm.resource);
  }
}

}  // namespace cumulint
