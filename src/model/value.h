// Value: what a property holds, with intrinsic functions as expressions. Immutable, shared, in a Unit's arena.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "model/origin.h"
#include "syntax/node.h"

namespace cumulint {

struct Value;
struct Expression;

/// One use of a value: a pair of a map or an item of a list.
struct Field {
  std::string_view key;  // empty for an item
  Origin origin;
  const Value* value = nullptr;  // never null
};

/// absent: nothing is written (or AWS::NoValue); null: written as null; broken: unreadable, already reported.
enum class ValueKind : std::uint8_t { absent, null, text, list, map, expression, broken };

struct Value {
  ValueKind kind = ValueKind::absent;
  ScalarStyle style = ScalarStyle::plain;  // of text: a plain one may be a number or a boolean
  bool json_number = false;                // text read from an unquoted JSON scalar or generated as a number/boolean
  std::string_view text = {};
  std::span<const Field> fields = {};           // of a list or map, in order; duplicates kept
  const Expression* expression = nullptr;
  const Node* node = nullptr;              // what was written; null if generated. For in_file()

  bool is(ValueKind k) const { return kind == k; }
  /// The field of a map, or null. Of duplicate keys the last, as CloudFormation's reader has it.
  const Field* find(std::string_view key) const;
  /// The field at a dotted path of map keys ("Auth.DefaultAuthorizer"), or null; stops at expressions.
  const Field* find_path(std::string_view path) const;
  /// The text of a literal, or empty.
  std::string_view literal() const { return kind == ValueKind::text ? text : std::string_view{}; }
};

/// Plain YAML 1.1 booleans (true, yes, on …) and JSON ones; quoted "true" counts too, as CloudFormation coerces it.
bool is_true(const Value& value);
bool is_false(const Value& value);

/// Do two values say the same (order of map keys ignored, 5 and "5" equal)?
bool same_value(const Value& a, const Value& b);

}  // namespace cumulint
