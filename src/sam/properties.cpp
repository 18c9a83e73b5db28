// Checks of properties against the shapes that SAM demands.
#include "sam/properties.h"

#include <vector>

#include "base/strings.h"
#include "model/scalar.h"

namespace cumulint::sam {
namespace {

const PropertyRule* find_rule(std::span<const PropertyRule> rules, std::string_view name) {
  for (const PropertyRule& rule : rules)
    if (rule.name == name) return &rule;
  return nullptr;
}

std::string known_names(std::string_view name, std::span<const PropertyRule> rules) {
  std::vector<std::string_view> names;
  for (const PropertyRule& rule : rules) names.push_back(rule.name);
  const std::string_view near = did_you_mean(name, names);
  return near.empty() ? std::string() : std::string("did you mean ").append(near).append("?");
}

}  // namespace

std::string_view shape_words(Shape shape) {
  switch (shape) {
    case Shape::any: return "set";
    case Shape::text: return "a text";
    case Shape::map: return "a map";
    case Shape::list: return "a list";
    case Shape::boolean: return "true or false";
    case Shape::number: return "a number";
    case Shape::text_or_map: return "a text or a map";
    case Shape::text_or_list: return "a text or a list";
    case Shape::text_or_number: return "a text or a number";
  }
  return "set";
}

bool has_shape(const Value& value, Shape shape) {
  if (value.is(ValueKind::expression) || value.is(ValueKind::broken) || shape == Shape::any) return true;
  if (value.is(ValueKind::map) && value.fields.size() == 1) return true;  // SAM takes it for a function
  const bool is_literal = value.is(ValueKind::text);
  const ScalarKind kind = is_literal ? scalar_kind(value) : ScalarKind::text;
  const bool is_text = is_literal && kind == ScalarKind::text;
  const bool is_number = is_literal && (kind == ScalarKind::integer || kind == ScalarKind::real);
  switch (shape) {
    case Shape::text: return is_text;
    case Shape::map: return value.is(ValueKind::map);
    case Shape::list: return value.is(ValueKind::list);
    case Shape::boolean: return is_literal && kind == ScalarKind::boolean;
    case Shape::number: return is_number;
    case Shape::text_or_map: return is_text || value.is(ValueKind::map);
    case Shape::text_or_list: return is_text || value.is(ValueKind::list);
    case Shape::text_or_number: return is_text || is_number;
    case Shape::any: break;
  }
  return true;
}

bool check_properties(Context& context, const Checked& checked, const Value& properties,
                      std::span<const PropertyRule> rules) {
  bool good = true;
  for (const Field& field : properties.fields) {
    const PropertyRule* rule = find_rule(rules, field.key);
    if (rule == nullptr && checked.open) continue;
    if (rule == nullptr) {
      context.refuse(checked.subject, field.origin.key_place(), Refusal::conflict,
                     {"there is no property ", checked.path, field.key, " here"}, known_names(field.key, rules));
      good = false;
    } else if (is_given(&field) && rule->literal && field.value->is(ValueKind::expression)) {
      context.refuse_value(checked.subject, field,
                           {checked.path, field.key, " has to be ", shape_words(rule->shape), ", not a function"});
      good = false;
    } else if (is_given(&field) && !has_shape(*field.value, rule->shape)) {
      context.refuse_value(checked.subject, field, {checked.path, field.key, " has to be ", shape_words(rule->shape)});
      good = false;
    }
  }
  for (const PropertyRule& rule : rules) {
    const Field* field = properties.find(rule.name);
    if (!rule.required || is_given(field) || (field != nullptr && field->value->is(ValueKind::broken))) continue;
    const Location where = checked.at != nullptr ? checked.at->origin.key_place() : checked.subject.place();
    context.refuse(checked.subject, where, Refusal::value, {checked.path, rule.name, " is required"});
    good = false;
  }
  return good;
}

}  // namespace cumulint::sam
