// AWS's metrics: which a namespace has, and under which sets of dimensions each is published.
#pragma once

#include <string_view>
#include <vector>

namespace cumulint {

/// Metrics of one namespace that share their dimension sets. `metrics` and each set are lists separated by blanks.
struct MetricGroup {
  std::string_view name_space;
  std::string_view metrics;
  std::string_view dimension_sets[5];  // "FunctionName Resource"; "-": without dimensions; empty: no more
};

bool has_metric_table(std::string_view name_space);
/// The groups that have the metric: one, or several where kinds of a service share it.
std::vector<const MetricGroup*> find_metric(std::string_view name_space, std::string_view metric);
/// A metric of the namespace that a typo most likely meant: case aside, or (from 6 letters on) two edits away.
std::string_view near_metric(std::string_view name_space, std::string_view metric);

}  // namespace cumulint
