// What is known of parameters and pseudo parameters.
#include "resolve/known-parameters.h"

#include <algorithm>
#include <array>

#include "base/strings.h"

namespace cumulint {
namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html
constexpr std::array<std::string_view, 7> pseudo_names = {"AWS::AccountId", "AWS::NotificationARNs", "AWS::Partition",
                                                          "AWS::Region",    "AWS::StackId",          "AWS::StackName",
                                                          "AWS::URLSuffix"};

/// Region prefixes of the partitions other than "aws", and their domains.
struct Partition {
  std::string_view region_prefix, name, url_suffix;
};
constexpr std::array<Partition, 4> partitions = {{{"cn-", "aws-cn", "amazonaws.com.cn"},
                                                  {"us-gov-", "aws-us-gov", "amazonaws.com"},
                                                  {"us-iso-", "aws-iso", "c2s.ic.gov"},
                                                  {"us-isob-", "aws-iso-b", "sc2s.sgov.gov"}}};

const Partition* find_partition(std::string_view region) {
  for (const Partition& partition : partitions)
    if (starts_with(region, partition.region_prefix)) return &partition;
  return nullptr;
}

}  // namespace

bool is_pseudo_parameter(std::string_view name) {
  return std::find(pseudo_names.begin(), pseudo_names.end(), name) != pseudo_names.end();
}

std::span<const std::string_view> pseudo_parameters() { return pseudo_names; }

bool is_list_type(std::string_view type) { return type == "CommaDelimitedList" || starts_with(type, "List<"); }

bool is_ssm_type(std::string_view type) { return starts_with(type, "AWS::SSM::Parameter::"); }

std::span<const Field> closed_values(const Parameter& parameter) {
  constexpr std::size_t limit = 1'000;  // a longer list is as good as open
  if (is_ssm_type(parameter.type) || parameter.allowed_values.size() > limit) return {};
  const bool literal = std::all_of(parameter.allowed_values.begin(), parameter.allowed_values.end(),
                                   [](const Field& value) { return value.value->is(ValueKind::text); });
  return literal ? parameter.allowed_values : std::span<const Field>{};
}

std::string_view partition_of(std::string_view region) {
  const Partition* partition = find_partition(region);
  return partition == nullptr ? "aws" : partition->name;
}

std::optional<std::string_view> given_value(const GivenValues& given, std::string_view name, const Parameter* parameter) {
  if (parameter != nullptr && is_ssm_type(parameter->type)) return std::nullopt;
  const auto found = given.parameters.find(name);
  if (found != given.parameters.end()) return found->second;
  if (name != "AWS::Partition" && name != "AWS::URLSuffix") return std::nullopt;
  const auto region = given.parameters.find("AWS::Region");
  if (region == given.parameters.end()) return std::nullopt;
  if (name == "AWS::Partition") return partition_of(region->second);
  const Partition* partition = find_partition(region->second);
  return partition == nullptr ? "amazonaws.com" : partition->url_suffix;
}

}  // namespace cumulint
