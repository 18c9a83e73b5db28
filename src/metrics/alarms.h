// Alarms: what each CloudWatch alarm of a template watches, and what it does.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/arena.h"
#include "model/template.h"
#include "resolve/possible.h"
#include "resolve/resource-names.h"

namespace cumulint {

struct AlarmDimension {
  const Field* field = nullptr;        // the {Name, Value} entry
  const Field* value_field = nullptr;  // its Value; null if absent
  Possible name, value;
  std::string_view known_name;         // empty if unknown
  const Resource* resource = nullptr;  // that the value names or refers to, by whatever attribute; null if none
  Truth names_resource =
      Truth::unknown;  // does the value give what the dimension carries (name, id, ARN) of `resource`?
  Scenario when;
};

/// One metric that an alarm looks at: its own, or one of a metric math expression.
struct WatchedMetric {
  const Field* field = nullptr;  // the map that holds MetricName: the alarm's properties or a MetricStat's Metric
  const Field* metric_field = nullptr;  // MetricName; null if absent
  Possible name_space, metric;
  std::string_view known_name_space, known_metric;  // empty if unknown
  const Field* statistic = nullptr;                 // Statistic, ExtendedStatistic or Stat; null if absent
  const Field* dimensions_field = nullptr;          // null if there are none
  std::span<const AlarmDimension> dimensions;
  bool dimensions_open = false;        // some dimension is not known to be there
  const Resource* resource = nullptr;  // that it watches; null if none of the template, or unknown
  Truth sure = Truth::unknown;         // is it this resource (or, if null, certainly none of the template)?
  Scenario when;
};

enum class AlarmKind : std::uint8_t { metric, math, anomaly, composite };

struct Alarm {
  const Resource* resource = nullptr;
  AlarmKind kind = AlarmKind::metric;
  std::span<const WatchedMetric> metrics;
  std::span<const Resource* const> members;  // of a composite
  bool open = false;                         // SEARCH, Metrics Insights, unknown structure: it may watch anything
  std::span<const Choice> actions;           // AlarmActions
  Truth acts = Truth::unknown;               // some AlarmActions, and ActionsEnabled is not false
  Scenario when;
};

std::span<const Alarm> build_alarms(const Template& effective, const ResourceNames& names, Arena& arena);

}  // namespace cumulint
