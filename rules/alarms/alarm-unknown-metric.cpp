// Flags alarms on metrics that their AWS namespace does not have.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const UnitView& unit, Reporter& report) {
  for (const Alarm& alarm : unit.graph().alarms)
    for (const WatchedMetric& watched : alarm.metrics) {
      if (!has_metric_table(watched.known_name_space) || watched.known_metric.empty()) continue;
      if (!find_metric(watched.known_name_space, watched.known_metric).empty()) continue;
      const std::string_view near = near_metric(watched.known_name_space, watched.known_metric);
      Finding finding = report.finding(fact());
      finding.at(*watched.metric_field)
          .about(*alarm.resource)
          .say(watched.known_name_space, " has no metric ", watched.known_metric)
          .why("the alarm gets no data and never fires");
      if (near.empty()) {
        finding.level(Level::warning).reported(Default::strict).help("see the service's list of metrics");
      } else {
        finding.help("did you mean ", near, "?");
      }
    }
}

}  // namespace

extern constinit const Rule alarm_unknown_metric{
    .info = {.id = "alarm-unknown-metric", .level = Level::error, .tags = {"reliability"}, .section = "12.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
