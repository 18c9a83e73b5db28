// Alarms of a template, normalised: plain ones, metric math, anomaly detection, composites.
#include "metrics/alarms.h"

#include <algorithm>

#include "base/strings.h"
#include "metrics/dimensions.h"
#include "model/expression.h"

namespace cumulint {
namespace {

std::string_view known_text(const Possible& value) {
  if (value.open || value.invalid || value.candidates.size() != 1 || value.candidates[0].absent) return {};
  return value.candidates[0].text.known().value_or(std::string_view{});
}

/// The title of a REST API's document is its name where no Name is written.
const Field* name_of_api(const Resource& api) {
  if (const Field* name = api.find("Name")) return name;
  const Field* title = api.find("Body.info.title");
  return title;
}

class AlarmReader {
 public:
  AlarmReader(const Template& source, const ResourceNames& names, Arena& arena)
      : source_(source), names_(names), resolver_(names.resolver()), arena_(arena) {}

  Alarm read(const Resource& resource) {
    Alarm alarm;
    alarm.resource = &resource;
    alarm.when = resolver_.exists(resource, arena_);
    read_actions(resource, alarm);
    if (resource.type == "AWS::CloudWatch::CompositeAlarm")
      read_composite(resource, alarm);
    else
      read_metrics(resource, alarm);
    return alarm;
  }

 private:
  Possible scalar(const Field& base, std::string_view path, const Scenario& when, const Field** written = nullptr) {
    const Choices found = resolver_.find(base, path, arena_, when);
    if (found.items.size() != 1 || found.open || found.items[0].field->value->is(ValueKind::absent)) {
      Possible none;
      none.open = found.items.size() != 1 || found.open;
      return none;
    }
    if (written != nullptr) *written = found.items[0].field;
    return resolver_.resolve(*found.items[0].field, arena_, found.items[0].when);
  }

  void read_actions(const Resource& resource, Alarm& alarm) {
    const Choices actions = resolver_.property_choices(resource, "AlarmActions", arena_);
    std::vector<Choice> all;
    bool open = actions.open;
    for (const Choice& list : actions.items) {
      if (list.field->value->is(ValueKind::absent)) continue;
      const Choices items = resolver_.items(*list.field, arena_, list.when);
      open = open || items.open;
      for (const Choice& item : items.items)
        if (!item.field->value->is(ValueKind::absent)) all.push_back(item);
    }
    alarm.actions = arena_.copy(all);
    const Possible enabled = resolver_.property(resource, "ActionsEnabled", arena_, "true");
    const Truth off = enabled.every([](const Candidate& c) { return c.text.equals("false"); });
    const bool surely_acts = std::any_of(all.begin(), all.end(), [&](const Choice& action) {
      return action.when.is_fact() || consistent(action.when, alarm.when) == Truth::yes;
    });
    const Truth has_actions = surely_acts ? Truth::yes : open ? Truth::unknown : Truth::no;
    alarm.acts = both(has_actions, negate(off));
  }

  void read_metrics(const Resource& resource, Alarm& alarm) {
    std::vector<WatchedMetric> metrics;
    if (resource.find("MetricName") != nullptr) metrics.push_back(read_metric(*resource.properties, alarm.when));
    const Choices lists = resolver_.property_choices(resource, "Metrics", arena_);
    for (const Choice& list : lists.items) {
      if (list.field->value->is(ValueKind::absent)) continue;
      alarm.kind = AlarmKind::math;
      const Choices items = resolver_.items(*list.field, arena_, list.when);
      alarm.open = alarm.open || items.open;
      for (const Choice& item : items.items) read_query(item, alarm, metrics);
    }
    alarm.open = alarm.open || lists.open || (metrics.empty() && resource.find("Metrics") == nullptr);
    alarm.metrics = arena_.copy(metrics);
  }

  /// One entry of Metrics: a metric or an expression over others.
  void read_query(const Choice& item, Alarm& alarm, std::vector<WatchedMetric>& metrics) {
    for (const Choice& metric : resolver_.find(*item.field, "MetricStat.Metric", arena_, item.when).items) {
      if (!metric.field->value->is(ValueKind::map)) continue;
      WatchedMetric watched = read_metric(*metric.field, metric.when);
      scalar(*item.field, "MetricStat.Stat", item.when, &watched.statistic);
      metrics.push_back(watched);
    }
    const Field* written = nullptr;
    const Possible expression = scalar(*item.field, "Expression", item.when, &written);
    if (written == nullptr) return;
    const std::string_view text = known_text(expression);
    if (text.empty() || contains(text, "SEARCH(") || contains(text, "SELECT ") || contains(text, "METRICS("))
      alarm.open = true;
    if (contains(text, "ANOMALY_DETECTION_BAND")) alarm.kind = AlarmKind::anomaly;
  }

  WatchedMetric read_metric(const Field& map, const Scenario& when) {
    WatchedMetric metric;
    metric.field = arena_.make<Field>(map);
    metric.when = when;
    metric.metric = scalar(map, "MetricName", when, &metric.metric_field);
    metric.name_space = scalar(map, "Namespace", when);
    metric.known_metric = known_text(metric.metric);
    metric.known_name_space = known_text(metric.name_space);
    for (std::string_view name : {"Statistic", "ExtendedStatistic"})
      if (const Field* statistic = map.value->find(name)) metric.statistic = statistic;
    metric.dimensions_field = map.value->find("Dimensions");
    if (metric.dimensions_field != nullptr) read_dimensions(metric);
    find_resource(metric);
    return metric;
  }

  void read_dimensions(WatchedMetric& metric) {
    std::vector<AlarmDimension> all;
    const Choices items = resolver_.items(*metric.dimensions_field, arena_, metric.when);
    metric.dimensions_open = items.open || items.invalid;
    for (const Choice& item : items.items) {
      if (!item.field->value->is(ValueKind::map)) {
        metric.dimensions_open = metric.dimensions_open || !item.field->value->is(ValueKind::absent);
        continue;
      }
      AlarmDimension dimension;
      dimension.field = item.field;
      dimension.when = item.when;
      dimension.name = scalar(*item.field, "Name", item.when);
      dimension.known_name = known_text(dimension.name);
      dimension.value = scalar(*item.field, "Value", item.when, &dimension.value_field);
      find_resource(metric.known_name_space, dimension);
      all.push_back(dimension);
    }
    metric.dimensions = arena_.copy(all);
  }

  /// The resource that a dimension's value names.
  void find_resource(std::string_view name_space, AlarmDimension& dimension) {
    const DimensionForm* form = find_dimension_form(name_space, dimension.known_name);
    if (form == nullptr || dimension.value_field == nullptr) return;
    const NameTypes types(form->types,
                          static_cast<std::size_t>(std::count_if(std::begin(form->types), std::end(form->types),
                                                                 [](auto type) { return !type.empty(); })));
    const std::vector<Named> named = names_.find_all(*dimension.value_field, types, arena_, dimension.when);
    for (const Named& one : named) {
      if (one.resource == nullptr) continue;
      dimension.resource = one.resource;
      dimension.names_resource = gives(*form, dimension, one);
    }
    if (dimension.resource == nullptr && form->types[0] == "AWS::ApiGateway::RestApi") find_api(dimension);
    const bool outside = named.size() == 1 && named[0].resource == nullptr && named[0].sure == Truth::yes;
    if (dimension.resource == nullptr && outside) dimension.names_resource = Truth::no;
  }

  Truth gives(const DimensionForm& form, const AlarmDimension& dimension, const Named& named) {
    FlatText written;
    if (flatten_written(*dimension.value_field->value, source_, written)) {
      const Reference* whole = written.whole_hole(written.text);
      if (whole != nullptr && whole->resource == named.resource)
        return gives_dimension(form, named.resource->type, whole->attribute);
    }
    const std::string_view text = known_text(dimension.value);
    if (starts_with(text, "arn:")) return truth_of(form.carries_arn);
    if (contains(text, "://")) return Truth::no;
    if (!text.empty()) return truth_of(!form.carries_arn);
    return Truth::unknown;
  }

  /// REST APIs are named by their Name, or by the title of their document.
  void find_api(AlarmDimension& dimension) {
    FlatText written;
    if (!flatten_written(*dimension.value_field->value, source_, written)) return;
    const std::string name = written.canonical(written.text);
    for (const Resource& api : source_.resources) {
      if (api.type != "AWS::ApiGateway::RestApi") continue;
      const Field* own = name_of_api(api);
      FlatText own_text;
      if (own == nullptr || !flatten_written(*own->value, source_, own_text)) continue;
      const bool same = !name.empty() && own_text.canonical(own_text.text) == name;
      if (!same && !same_values(dimension.value, *own, api)) continue;
      dimension.resource = &api;
      dimension.names_resource = Truth::yes;
    }
  }

  bool same_values(const Possible& value, const Field& name, const Resource& api) {
    const Possible own = resolver_.resolve(name, arena_, resolver_.exists(api, arena_));
    for (const Candidate& a : value.candidates)
      for (const Candidate& b : own.candidates)
        if (a.text.equals(b.text) == Truth::yes && consistent(a.when, b.when) != Truth::no) return true;
    return false;
  }

  static void find_resource(WatchedMetric& metric) {
    bool outside = !metric.dimensions_open && !metric.known_name_space.empty();
    for (const AlarmDimension& dimension : metric.dimensions) {
      if (dimension.resource != nullptr && metric.resource == nullptr) metric.resource = dimension.resource;
      if (find_dimension_form(metric.known_name_space, dimension.known_name) != nullptr &&
          dimension.names_resource == Truth::unknown)
        outside = false;
      if (dimension.known_name.empty()) outside = false;
    }
    metric.sure = metric.resource != nullptr || outside ? Truth::yes : Truth::unknown;
  }

  // ---- composites

  void read_composite(const Resource& resource, Alarm& alarm) {
    alarm.kind = AlarmKind::composite;
    const Field* rule = resource.find("AlarmRule");
    if (rule == nullptr) return;
    std::vector<const Resource*> members;
    FlatText text;
    if (!flatten_written(*rule->value, source_, text)) alarm.open = true;
    for (const Reference& hole : text.holes)
      if (hole.resource != nullptr && is_alarm(*hole.resource)) members.push_back(hole.resource);
    for (const Resource& other : source_.resources)
      if (is_alarm(other) && is_named(other, text.text)) members.push_back(&other);
    alarm.members = arena_.copy(members);
  }

  static bool is_alarm(const Resource& resource) {
    return resource.type == "AWS::CloudWatch::Alarm" || resource.type == "AWS::CloudWatch::CompositeAlarm";
  }

  /// ALARM("name") or ALARM(name)
  static bool is_named(const Resource& alarm, std::string_view rule) {
    const Field* name = alarm.find("AlarmName");
    const std::string_view text = name == nullptr ? std::string_view{} : name->value->literal();
    return !text.empty() && contains(rule, text);
  }

  const Template& source_;
  const ResourceNames& names_;
  const Resolver& resolver_;
  Arena& arena_;
};

}  // namespace

std::span<const Alarm> build_alarms(const Template& effective, const ResourceNames& names, Arena& arena) {
  std::vector<Alarm> all;
  AlarmReader reader(effective, names, arena);
  for (const Resource& resource : effective.resources)
    if (resource.type == "AWS::CloudWatch::Alarm" || resource.type == "AWS::CloudWatch::CompositeAlarm")
      all.push_back(reader.read(resource));
  return arena.copy(all);
}

}  // namespace cumulint
