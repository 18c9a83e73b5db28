// The table of intrinsic functions: names, kinds, and where each may stand.
#pragma once

#include <span>
#include <string_view>

#include "model/expression.h"

namespace cumulint {

/// Where a function may be called.
enum class Allowed : std::uint8_t {
  anywhere,    // in values; of these conditions take some
  values,      // in values only
  conditions,  // in the Conditions and Rules sections only
  rules        // in the Rules section only
};

struct Intrinsic {
  std::string_view name;  // long form
  ExpressionKind kind = ExpressionKind::unknown;
  Allowed allowed = Allowed::anywhere;
};

std::span<const Intrinsic> intrinsics();
/// By the long form's name ("Ref", "Fn::Sub", "Condition", "Fn::ForEach::Loop"); null if it is none.
const Intrinsic* find_intrinsic(std::string_view name);
/// The long form's name of a short tag: "!Sub" -> "Fn::Sub", "!Ref" -> "Ref"; empty if the tag is no short form.
std::string_view long_name(std::string_view tag);
/// Does a key look like a function's, known or not: "Ref" or "Fn::…"? "Condition" is none: it is an ordinary key too.
bool is_function_key(std::string_view key);

}  // namespace cumulint
