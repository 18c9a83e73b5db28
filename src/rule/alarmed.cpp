// Looks through the alarms of all templates for one that may watch a resource.
#include "rule/alarmed.h"

#include <algorithm>

#include "base/strings.h"
#include "metrics/alarms.h"
#include "metrics/metric-table.h"
#include "rule/fixes.h"
#include "rule/waits.h"
#include "text/file-system.h"

namespace cumulint {
namespace {

bool is_about_metric(const WatchedMetric& watched, const AlarmOn& on) {
  if (!watched.known_name_space.empty() && watched.known_name_space != on.name_space) return false;
  if (watched.known_metric.empty()) return true;
  const auto is_it = [&](std::string_view name) {
    return std::find(on.metrics.begin(), on.metrics.end(), name) != on.metrics.end();
  };
  if (is_it(watched.known_metric)) return true;
  // A misspelt one means it: alarm-unknown-metric says what is wrong.
  return find_metric(on.name_space, watched.known_metric).empty() && is_it(near_metric(on.name_space, watched.known_metric));
}

/// A dimension value of another template that may be the resource's explicit name, or can't be known.
bool may_name(const AlarmDimension& dimension, const ResourceView& resource, const AlarmOn& on) {
  if (dimension.value.open || dimension.value.candidates.empty()) return true;
  const Possible name = resource.property(on.name_property);
  for (const Candidate& value : dimension.value.candidates)
    for (const Candidate& mine : name.candidates)
      if (!mine.absent && value.text.equals(mine.text) != Truth::no) return true;
  return std::any_of(dimension.value.candidates.begin(), dimension.value.candidates.end(),
                     [](const Candidate& c) { return !c.text.known() && c.text.whole_reference() != nullptr &&
                                                     c.text.whole_reference()->resource == nullptr; });
}

bool may_watch(const WatchedMetric& watched, const ResourceView& resource, const AlarmOn& on, bool same_unit) {
  if (!is_about_metric(watched, on)) return false;
  if (watched.dimensions.empty() && !watched.dimensions_open) return on.account_wide_counts;
  if (watched.dimensions_open) return true;
  if (same_unit) {
    if (watched.resource != nullptr) return watched.resource == &resource.resource();
    const bool meant = std::any_of(watched.dimensions.begin(), watched.dimensions.end(), [&](const AlarmDimension& d) {
      return d.resource == &resource.resource();
    });
    if (meant) return true;
    if (watched.sure == Truth::yes) return false;
  }
  return std::any_of(watched.dimensions.begin(), watched.dimensions.end(),
                     [&](const AlarmDimension& d) { return d.resource == nullptr && may_name(d, resource, on); });
}

/// Does an alarm of this template watch a resource of the same kind that another template of the run defines?
bool watches_sibling_elsewhere(const ResourceView& candidate, const AlarmOn& on) {
  for (const Alarm& alarm : candidate.unit_view().graph().alarms)
    for (const WatchedMetric& watched : alarm.metrics) {
      if (!is_about_metric(watched, on)) continue;
      for (const AlarmDimension& dimension : watched.dimensions)
        if (dimension.resource == nullptr &&
            find_elsewhere(candidate.unit_view(), dimension.value, candidate.type(), on.name_property).resource != nullptr)
          return true;
    }
  return false;
}

/// Templates of one application lie in one folder, or one below the other. What is not known in an alarm may concern
/// those; of all other templates only what names a resource outright counts.
bool are_close(const UnitView& a, const UnitView& b) {
  const std::string_view one = folder_of(a.path()), other = folder_of(b.path());
  const auto lies_in = [](std::string_view inner, std::string_view outer) {
    return outer.empty() || (starts_with(inner, outer) && (inner.size() == outer.size() || inner[outer.size()] == '/'));
  };
  return lies_in(one, other) || lies_in(other, one);
}

/// The dimension is the resource's explicit name, in so many words.
bool names_outright(const WatchedMetric& watched, const ResourceView& resource, const AlarmOn& on) {
  if (!is_about_metric(watched, on)) return false;
  for (const AlarmDimension& dimension : watched.dimensions) {
    if (dimension.resource != nullptr || dimension.value.candidates.empty()) continue;
    const Possible name = resource.property(on.name_property);
    for (const Candidate& value : dimension.value.candidates)
      for (const Candidate& mine : name.candidates)
        if (!mine.absent && value.text.equals(mine.text) == Truth::yes) return true;
  }
  return false;
}

}  // namespace

bool may_be_alarmed(const ResourceView& resource, const AlarmOn& on) {
  const UnitView here = resource.unit_view();
  for (const UnitView& unit : here.application().units()) {
    if (unit.graph().alarms.empty()) continue;
    const bool same_unit = &unit.unit() == &here.unit();
    const bool close = same_unit || are_close(unit, here);
    for (const Alarm& alarm : unit.graph().alarms) {
      if (alarm.open && close) return true;
      for (const WatchedMetric& watched : alarm.metrics)
        if (close ? may_watch(watched, resource, on, same_unit) : names_outright(watched, resource, on)) return true;
    }
  }
  return false;
}

bool alarms_are_visible(const UnitView& unit) {
  return !unit.graph().may_have_unknown_resources && !unit.graph().is_monitored;
}

std::vector<ResourceView> functions_to_watch(const UnitView& unit) {
  std::vector<ResourceView> functions;
  bool has_trigger = false;
  for (const ResourceView& function : unit.resources({"AWS::Lambda::Function"})) {
    if (function.is_tool_generated() || function.has_role(RoleFlag::custom_resource_handler)) continue;
    functions.push_back(function);
    has_trigger = has_trigger || function.has_role(RoleFlag::has_trigger);
  }
  return has_trigger ? functions : std::vector<ResourceView>{};
}

void report_missing_alarms(const UnitView& unit, const std::vector<ResourceView>& candidates, const MissingAlarm& missing,
                           Reporter& report) {
  if (!alarms_are_visible(unit)) return;
  std::vector<ResourceView> bare;
  for (const ResourceView& candidate : candidates) {
    if (candidate.has_role(RoleFlag::monitored) || may_be_alarmed(candidate, missing.on)) continue;
    if (missing.is_watched_otherwise == nullptr || !missing.is_watched_otherwise(candidate)) bare.push_back(candidate);
  }
  const bool has_watched_sibling =
      bare.size() < candidates.size() || (!bare.empty() && watches_sibling_elsewhere(bare[0], missing.on));
  const std::string on_metric(" no alarm on " + std::string(missing.metric));
  for (const ResourceView& resource : bare) {
    Finding finding = report.finding(fact());
    finding.at(resource)
        .group("", candidates.size(), std::string(missing.noun) + " {members} has" + on_metric,
               "{count} of {total} " + std::string(missing.nouns) + " have" + on_metric + ": {members}")
        .why(missing.why)
        .help(missing.help);
    if (report.rule().info.reported == Default::on) {
      finding.raised_by_production();
      if (has_watched_sibling) finding.level(Level::warning);
    }
    if (missing.block == nullptr) continue;
    if (const auto edit = insert_resource(unit, written_resource(resource.resource()), missing.block(resource)))
      finding.fix(FixSafety::suggestion, "add the alarm", {*edit});
  }
}

std::vector<std::string> alarm_lines(const AlarmBlock& block) {
  return {block.id + ":",
          "  Type: AWS::CloudWatch::Alarm",
          "  Properties:",
          "    Namespace: " + block.name_space,
          "    MetricName: " + block.metric,
          "    Dimensions:",
          "      - Name: " + block.dimension,
          "        Value: " + block.value,
          "    Statistic: " + block.statistic,
          "    Period: 60",
          "    EvaluationPeriods: 1",
          "    Threshold: " + std::to_string(block.threshold),
          "    ComparisonOperator: GreaterThanThreshold",
          "    TreatMissingData: notBreaching",
          "    AlarmActions: []  # the topic that wakes someone"};
}

}  // namespace cumulint
