// Flags alarms on metrics that their AWS namespace does not have.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// Is the name none of the namespace's metrics?
Truth is_unknown(std::string_view name_space, const Candidate& metric) {
  const auto name = metric.text.known();
  return name ? truth_of(!metric.absent && find_metric(name_space, *name).empty()) : Truth::unknown;
}

void check_metric(const Alarm& alarm, const WatchedMetric& watched, Reporter& report) {
  if (!has_metric_table(watched.known_name_space) || watched.metric_field == nullptr) return;
  const Verdict unknown = some(watched.metric, [&](const Candidate& c) { return is_unknown(watched.known_name_space, c); });
  if (!unknown) return;
  const std::string_view name = *unknown.first->text.known();
  const std::string_view near = near_metric(watched.known_name_space, name);
  Finding finding = report.finding(unknown);
  finding.at(*unknown.first)
      .about(*alarm.resource)
      .say(watched.known_name_space, " has no metric ", name)
      .why("the alarm gets no data and never fires");
  if (near.empty()) {
    finding.level(Level::warning).reported(Default::strict).help("see the service's list of metrics");
  } else {
    finding.help("did you mean ", near, "?");
  }
}

void check(const UnitView& unit, Reporter& report) {
  for (const Alarm& alarm : unit.graph().alarms)
    for (const WatchedMetric& watched : alarm.metrics) check_metric(alarm, watched, report);
}

}  // namespace

extern constinit const Rule alarm_unknown_metric{
    .info = {.id = "alarm-unknown-metric", .level = Level::error, .tags = {"reliability"}, .section = "12.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
