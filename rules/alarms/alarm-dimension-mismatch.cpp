// Flags alarms whose dimensions match nothing that the service publishes: they get no data and never fire.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html

#include <set>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

using Names = std::set<std::string_view>;

Names names_in(std::string_view set) {
  Names names;
  if (set == "-") return names;
  for (std::string_view name : split(set, ' ')) names.insert(name);
  return names;
}

struct Mismatch {
  Place place;
  std::string fact, help;
  Verdict verdict;
};

std::string listed(const Names& names) {
  if (names.empty()) return "no dimensions";
  const std::vector<std::string_view> words(names.begin(), names.end());
  return join_words(words);
}

Place place_of_dimensions(const Alarm& alarm, const WatchedMetric& watched) {
  return watched.dimensions_field != nullptr ? Place(watched.dimensions_field->origin.key_place()) : Place(*alarm.resource);
}

/// The set of dimensions is none that the service publishes for the metric.
std::optional<Mismatch> check_set(const Alarm& alarm, const WatchedMetric& watched) {
  if (watched.dimensions_open) return std::nullopt;
  Names written;
  for (const AlarmDimension& dimension : watched.dimensions) {
    if (dimension.known_name.empty() || !dimension.when.is_fact()) return std::nullopt;
    written.insert(dimension.known_name);
  }
  if (watched.known_name_space == "AWS/Lambda" && written.empty()) return std::nullopt;  // the whole account
  Names nearest;
  std::size_t best = static_cast<std::size_t>(-1);
  for (const MetricGroup* group : find_metric(watched.known_name_space, watched.known_metric))
    for (std::string_view set : group->dimension_sets) {
      if (set.empty()) continue;
      const Names published = names_in(set);
      if (published == written) return std::nullopt;
      std::size_t apart = 0;
      for (std::string_view name : published) apart += written.count(name) == 0 ? 1 : 0;
      for (std::string_view name : written) apart += published.count(name) == 0 ? 1 : 0;
      if (apart < best) best = apart, nearest = published;
    }
  if (best == static_cast<std::size_t>(-1)) return std::nullopt;  // not in our table
  std::optional<Place> superfluous;
  for (const AlarmDimension& dimension : watched.dimensions)
    if (nearest.count(dimension.known_name) == 0 && !superfluous) superfluous = Place(*dimension.field);
  return Mismatch{superfluous.value_or(place_of_dimensions(alarm, watched)),
                  std::string(watched.known_metric) + " is not published with " + listed(written),
                  "use " + listed(nearest), fact()};
}

/// What a dimension carries, in words.
std::string_view carried(std::string_view dimension) {
  if (ends_with(dimension, "Arn")) return "an ARN";
  if (dimension == "ApiId" || ends_with(dimension, "Id")) return "an id";
  return "a name";
}

bool is_api(std::string_view type) { return type == "AWS::ApiGateway::RestApi" || type == "AWS::ApiGatewayV2::Api"; }

/// The value is an id, URL or ARN where the dimension carries a name, or the reverse.
Truth is_wrong_kind(const AlarmDimension& dimension, const Candidate& value) {
  const bool wants_arn = ends_with(dimension.known_name, "Arn");
  if (!wants_arn && (value.text.starts_with("arn:") == Truth::yes || value.text.starts_with("https:") == Truth::yes))
    return Truth::yes;
  const Reference* whole = value.text.whole_reference();
  if (whole != nullptr && whole->resource != nullptr) {
    const std::string_view type = whole->resource->type;
    // A REST API's Ref is its id; the dimension carries its name.
    if (dimension.known_name == "ApiName" && is_api(type)) return Truth::yes;
    if (dimension.known_name == "ApiId" && type == "AWS::ApiGateway::RestApi") return Truth::yes;
  }
  if (!value.text.known()) return Truth::unknown;
  return truth_of(wants_arn && value.text.starts_with("arn:") == Truth::no);
}

Verdict wrong_kind(const AlarmDimension& dimension) {
  if (dimension.known_name.empty() || dimension.value_field == nullptr) return {};
  const Verdict wrong = some(dimension.value, [&](const Candidate& value) { return is_wrong_kind(dimension, value); });
  if (wrong) return wrong;
  return dimension.names_resource == Truth::no && dimension.resource != nullptr ? when(dimension.when) : Verdict{};
}

std::string help_for(const AlarmDimension& dimension) {
  const bool is_http = dimension.resource != nullptr && dimension.resource->type == "AWS::ApiGatewayV2::Api";
  if (dimension.known_name == "ApiName" && is_http)
    return "HTTP APIs are watched by ApiId, with the API's id; their errors are called 4xx and 5xx";
  if (dimension.known_name == "ApiId" && !is_http) return "REST APIs are watched by ApiName, with the API's name";
  return "give " + std::string(carried(dimension.known_name)) + " of the resource";
}

std::optional<Mismatch> check_value(const WatchedMetric& watched) {
  for (const AlarmDimension& dimension : watched.dimensions) {
    const Verdict wrong = wrong_kind(dimension);
    if (!wrong) continue;
    return Mismatch{wrong.first != nullptr ? Place(*wrong.first) : Place(*dimension.value_field),
                    "dimension " + std::string(dimension.known_name) + " carries " + std::string(carried(dimension.known_name)) +
                        ", and this value is none",
                    help_for(dimension), wrong};
  }
  return std::nullopt;
}

void check(const UnitView& unit, Reporter& report) {
  for (const Alarm& alarm : unit.graph().alarms) {
    if (alarm.open) continue;
    for (const WatchedMetric& watched : alarm.metrics) {
      if (find_metric(watched.known_name_space, watched.known_metric).empty()) continue;
      std::optional<Mismatch> mismatch = check_set(alarm, watched);
      if (!mismatch) mismatch = check_value(watched);
      if (!mismatch) continue;
      Finding finding = report.finding(mismatch->verdict);
      finding.at(mismatch->place)
          .about(*alarm.resource)
          .say("alarm ", *alarm.resource, ": ", mismatch->fact)
          .why("it gets no data and never fires")
          .help(mismatch->help);
      if (watched.resource != nullptr) finding.related(*watched.resource, "the resource that is meant");
    }
  }
}

}  // namespace

extern constinit const Rule alarm_dimension_mismatch{
    .info = {.id = "alarm-dimension-mismatch", .level = Level::error, .tags = {"reliability"}, .section = "12.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
