// The table of intrinsic functions.
#include "model/intrinsics.h"

#include "base/strings.h"

namespace cumulint {
namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
constexpr Intrinsic table[] = {
    {"Ref", ExpressionKind::ref, Allowed::anywhere},
    {"Fn::GetAtt", ExpressionKind::get_att, Allowed::values},
    {"Fn::Sub", ExpressionKind::sub, Allowed::anywhere},
    {"Fn::Join", ExpressionKind::join, Allowed::anywhere},
    {"Fn::Select", ExpressionKind::select, Allowed::anywhere},
    {"Fn::Split", ExpressionKind::split, Allowed::anywhere},
    {"Fn::If", ExpressionKind::if_, Allowed::anywhere},
    {"Fn::FindInMap", ExpressionKind::find_in_map, Allowed::anywhere},
    {"Fn::Base64", ExpressionKind::base64, Allowed::anywhere},
    {"Fn::ImportValue", ExpressionKind::import_value, Allowed::values},
    {"Fn::GetAZs", ExpressionKind::get_azs, Allowed::anywhere},
    {"Fn::Cidr", ExpressionKind::cidr, Allowed::anywhere},
    {"Fn::Length", ExpressionKind::length, Allowed::anywhere},
    {"Fn::ToJsonString", ExpressionKind::to_json_string, Allowed::anywhere},
    {"Fn::Transform", ExpressionKind::transform, Allowed::anywhere},
    {"Condition", ExpressionKind::condition, Allowed::conditions},
    {"Fn::And", ExpressionKind::and_, Allowed::conditions},
    {"Fn::Or", ExpressionKind::or_, Allowed::conditions},
    {"Fn::Not", ExpressionKind::not_, Allowed::conditions},
    {"Fn::Equals", ExpressionKind::equals, Allowed::conditions},
    {"Fn::Contains", ExpressionKind::contains, Allowed::rules},
    {"Fn::EachMemberEquals", ExpressionKind::each_member_equals, Allowed::rules},
    {"Fn::EachMemberIn", ExpressionKind::each_member_in, Allowed::rules},
    {"Fn::RefAll", ExpressionKind::ref_all, Allowed::rules},
    {"Fn::ValueOf", ExpressionKind::value_of, Allowed::rules},
    {"Fn::ValueOfAll", ExpressionKind::value_of_all, Allowed::rules},
};

constexpr Intrinsic for_each{"Fn::ForEach", ExpressionKind::for_each, Allowed::anywhere};

}  // namespace

std::span<const Intrinsic> intrinsics() { return table; }

const Intrinsic* find_intrinsic(std::string_view name) {
  for (const Intrinsic& intrinsic : table)
    if (intrinsic.name == name) return &intrinsic;
  if (starts_with(name, "Fn::ForEach::")) return &for_each;
  return nullptr;
}

std::string_view long_name(std::string_view tag) {
  if (tag.size() < 2 || tag[0] != '!') return {};
  const std::string_view name = tag.substr(1);
  for (const Intrinsic& intrinsic : table) {
    std::string_view bare = intrinsic.name;
    if (starts_with(bare, "Fn::")) bare.remove_prefix(4);
    if (bare == name || intrinsic.name == name) return intrinsic.name;
  }
  return {};
}

bool is_function_key(std::string_view key) { return key == "Ref" || starts_with(key, "Fn::"); }

}  // namespace cumulint
