// What SAM checks of a resource's own properties: their names, their kinds, which must be there.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "sam/context.h"

namespace cumulint::sam {

enum class Shape : std::uint8_t { any, text, map, list, boolean, number, text_or_map, text_or_list, text_or_number };

struct PropertyRule {
  std::string_view name;
  Shape shape = Shape::any;   // an intrinsic function fits every shape, unless `literal`
  bool required = false;
  bool literal = false;       // SAM must know it: no function fits
};

/// "a map", "a list", … and whether a value has the shape.
std::string_view shape_words(Shape shape);
bool has_shape(const Value& value, Shape shape);

/// What is checked, and how messages speak of it.
struct Checked {
  Subject subject;
  const Field* at = nullptr;     // where something is missing; null: at the subject's name
  std::string_view path = {};    // "Auth.": stands before the names of properties
  bool open = false;             // other properties are no error
};

/// Refuses unknown, misshapen and missing properties. False if anything was refused.
bool check_properties(Context& context, const Checked& checked, const Value& properties,
                      std::span<const PropertyRule> rules);

}  // namespace cumulint::sam
