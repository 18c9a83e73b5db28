// Questions that are asked of values: look-ups, booleans, equality.
#include "model/value.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/strings.h"
#include "model/expression.h"

namespace cumulint {
namespace {

/// Deeper than the reader's own limit: values that passes generate may nest more.
constexpr int depth_limit = 400;

bool is_one_of(std::string_view text, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool same_within(const Value& a, const Value& b, int depth);

bool same_items(std::span<const Field> a, std::span<const Field> b, int depth) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [depth](const Field& x, const Field& y) {
    return same_within(*x.value, *y.value, depth);
  });
}

bool same_pairs(const Value& a, const Value& b, int depth) {
  if (a.fields.size() != b.fields.size()) return false;
  const auto by_key = [](const Field* x, const Field* y) { return x->key < y->key; };
  std::vector<const Field*> left, right;
  for (const Field& field : a.fields) left.push_back(&field);
  for (const Field& field : b.fields) right.push_back(&field);
  std::stable_sort(left.begin(), left.end(), by_key);
  std::stable_sort(right.begin(), right.end(), by_key);
  return std::equal(left.begin(), left.end(), right.begin(), [depth](const Field* x, const Field* y) {
    return x->key == y->key && same_within(*x->value, *y->value, depth);
  });
}

bool same_within(const Value& a, const Value& b, int depth) {
  if (&a == &b) return true;
  if (a.kind != b.kind || depth > depth_limit) return false;
  switch (a.kind) {
    case ValueKind::absent:
    case ValueKind::null: return true;
    case ValueKind::text: return a.text == b.text;
    case ValueKind::list: return same_items(a.fields, b.fields, depth + 1);
    case ValueKind::map: return same_pairs(a, b, depth + 1);
    case ValueKind::expression: {
      const Expression &x = *a.expression, &y = *b.expression;
      if (x.kind != y.kind || x.target != y.target || x.attribute != y.attribute) return false;
      if (x.kind == ExpressionKind::unknown && x.name != y.name) return false;
      return same_items(x.args, y.args, depth + 1);
    }
    case ValueKind::broken: return false;
  }
  return false;
}

}  // namespace

const Field* Value::find(std::string_view key) const {
  if (kind != ValueKind::map) return nullptr;
  for (auto field = fields.rbegin(); field != fields.rend(); ++field)
    if (field->key == key) return &*field;
  return nullptr;
}

const Field* Value::find_path(std::string_view path) const {
  const Value* value = this;
  for (;;) {
    const std::size_t dot = path.find('.');
    const Field* field = value->find(path.substr(0, dot));
    if (field == nullptr || dot == std::string_view::npos) return field;
    value = field->value;
    path.remove_prefix(dot + 1);
  }
}

bool is_true(const Value& value) {
  // YAML 1.1 has y and n too, but no reader of templates takes them for booleans.
  static constexpr std::array<std::string_view, 3> quoted = {"true", "True", "TRUE"};
  static constexpr std::array<std::string_view, 6> plain = {"yes", "Yes", "YES", "on", "On", "ON"};
  if (!value.is(ValueKind::text)) return false;
  return is_one_of(value.text, quoted) || (value.style == ScalarStyle::plain && is_one_of(value.text, plain));
}

bool is_false(const Value& value) {
  static constexpr std::array<std::string_view, 3> quoted = {"false", "False", "FALSE"};
  static constexpr std::array<std::string_view, 6> plain = {"no", "No", "NO", "off", "Off", "OFF"};
  if (!value.is(ValueKind::text)) return false;
  return is_one_of(value.text, quoted) || (value.style == ScalarStyle::plain && is_one_of(value.text, plain));
}

bool same_value(const Value& a, const Value& b) { return same_within(a, b, 0); }

}  // namespace cumulint
