// Fn::ToJsonString: the text of a structure, with holes where its values are not known.
#include <optional>
#include <string>

#include "model/intrinsics.h"
#include "model/scalar.h"
#include "resolve/value-walk.h"

namespace cumulint {
namespace {

std::string json_text(std::string_view text) {
  constexpr std::string_view plain = "\"\\\n\r\t\b\f", escaped = "\"\\nrtbf";
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const std::size_t at = plain.find(c);
    if (at != std::string_view::npos) {
      (out += '\\') += escaped[at];
    } else if (const auto byte = static_cast<unsigned char>(c); byte < 0x20) {
      out += "\\u00";
      (out += digits[byte >> 4]) += digits[byte & 15];
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

void ValueWalk::to_json(const Field& field, const Scenario& when, Known& known, int depth) {
  std::vector<Known> parts;
  if (add_json(parts, *field.value->expression->argument, when, depth + 1)) concatenate(field, parts, when, known);
  else add_hole(known, field, {}, when);
}

void ValueWalk::add_json_text(std::vector<Known>& parts, const Field& field, std::string_view text, const Scenario& when) {
  add_text(parts.emplace_back(), field, text, when);
}

/// Adds the parts of one value; false if it may be left out, which would change what stands around it.
bool ValueWalk::add_json(std::vector<Known>& parts, const Field& field, const Scenario& when, int depth) {
  Found found;
  choices(field, when, found, depth + 1);
  for (const Choice& choice : found.items)
    if (choice.field->value->is(ValueKind::absent)) return false;
  if (found.open || found.items.size() != 1) {
    add_hole(parts.emplace_back(), field, {}, when);
    return true;
  }
  const Field& at = *found.items[0].field;
  const Value& value = *at.value;
  if (value.is(ValueKind::list) || value.is(ValueKind::map)) return add_json_structure(parts, at, when, depth);
  if (value.is(ValueKind::text) && scalar_kind(value) == ScalarKind::text) {
    add_json_text(parts, at, arena_.join({"\"", json_text(value.text), "\""}), when);
  } else if (value.is(ValueKind::expression) && gives_text(*value.expression)) {
    Known one = text(at, when, depth + 1);
    for (Candidate& candidate : one.candidates) {
      const std::optional<std::string_view> whole = candidate.text.known();
      if (!whole) continue;
      Known escaped;
      add_text(escaped, *candidate.field, arena_.copy(json_text(*whole)), candidate.when);
      candidate.text = escaped.candidates[0].text;
    }
    add_json_text(parts, at, "\"", when);
    parts.push_back(std::move(one));
    add_json_text(parts, at, "\"", when);
  } else {
    add_hole(parts.emplace_back(), at, {}, when);  // also a number: it may stand in quotes or not
  }
  return true;
}

/// Is it surely a text that the call gives, and no list or number?
bool ValueWalk::gives_text(const Expression& call) const {
  if (call.kind == ExpressionKind::ref) {
    const Parameter* parameter = source_.find_parameter(call.target);
    return parameter != nullptr && parameter->type == "String";
  }
  return call.kind == ExpressionKind::sub || call.kind == ExpressionKind::join || call.kind == ExpressionKind::base64;
}

bool ValueWalk::add_json_structure(std::vector<Known>& parts, const Field& field, const Scenario& when, int depth) {
  const bool is_map = field.value->is(ValueKind::map);
  add_json_text(parts, field, is_map ? "{" : "[", when);
  bool is_first = true;
  for (const Field& inner : field.value->fields) {
    if (is_map && is_function_key(inner.key)) return false;  // pairs that are not written here
    std::string before = is_first ? "" : ",";
    if (is_map) before += "\"" + json_text(inner.key) + "\":";
    is_first = false;
    add_json_text(parts, field, arena_.copy(before), when);
    if (!add_json(parts, below(field, inner, inner.key), when, depth + 1)) return false;
  }
  add_json_text(parts, field, is_map ? "}" : "]", when);
  return true;
}

}  // namespace cumulint
