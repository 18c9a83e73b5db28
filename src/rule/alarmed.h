// Is a resource watched? What the missing-alarm rules ask, over all templates of the run.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "rule/reporter.h"
#include "rule/views.h"

namespace cumulint {

/// What an alarm must be on, to count.
struct AlarmOn {
  std::string_view name_space;                       // "AWS/Lambda"
  std::initializer_list<std::string_view> metrics;   // any of them
  std::string_view name_property;                    // explicit name, for alarms of other templates: "FunctionName"
  bool account_wide_counts = false;                  // an alarm without dimensions watches all
};

/// Could some alarm of the run watch the resource, under some condition, broken ones and unknown dimensions included?
bool may_be_alarmed(const ResourceView& resource, const AlarmOn& on);

/// Absence of alarms proves something in this template: no unknown macro, no monitoring by other means.
bool alarms_are_visible(const UnitView& unit);

/// The functions that a missing alarm may be told of: not those of tools. None where nothing in the template sets off any:
/// a library of functions that others put to use.
std::vector<ResourceView> functions_to_watch(const UnitView& unit);

/// A rule on missing alarms: one grouped finding a template for the `candidates` that nothing watches. A note that is on becomes a
/// warning if a sibling is watched, and under the production profile.
struct MissingAlarm {
  AlarmOn on;
  std::string_view noun, nouns, metric;              // "function", "functions", "Errors"
  std::string_view why, help;
  std::vector<std::string> (*block)(const ResourceView&) = nullptr;  // lines of the alarm to suggest; may be null
  bool (*is_watched_otherwise)(const ResourceView&) = nullptr;       // by an alarm on something else; may be null
};
void report_missing_alarms(const UnitView& unit, const std::vector<ResourceView>& candidates, const MissingAlarm& missing,
                           Reporter& report);

/// Lines of an alarm resource for insert_resource.
struct AlarmBlock {
  std::string id, name_space, metric, dimension, value, statistic;
  int threshold = 0;
};
std::vector<std::string> alarm_lines(const AlarmBlock& block);

}  // namespace cumulint
