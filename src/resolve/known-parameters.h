// What is known of parameters and pseudo parameters without looking at conditions.
#pragma once

#include <optional>
#include <string_view>

#include "model/template.h"
#include "resolve/resolver.h"

namespace cumulint {

/// AWS::Region and its kin; AWS::NoValue is none of them, as it has no value.
bool is_pseudo_parameter(std::string_view name);
std::span<const std::string_view> pseudo_parameters();
/// CommaDelimitedList, List<…>: a text of items, separated by commas.
bool is_list_type(std::string_view type);
/// AWS::SSM::Parameter::…: what is given is a name, the value comes from elsewhere.
bool is_ssm_type(std::string_view type);
/// The values that a parameter is limited to; empty if it is not, or if they are not literal.
std::span<const Field> closed_values(const Parameter& parameter);

/// The value that a user gave, or that follows from the Region that they gave. `parameter` is null for pseudo parameters.
std::optional<std::string_view> given_value(const GivenValues& given, std::string_view name, const Parameter* parameter);

/// "aws-cn" for "cn-north-1".
std::string_view partition_of(std::string_view region);

}  // namespace cumulint
