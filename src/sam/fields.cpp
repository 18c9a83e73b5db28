// Maps in the making.
#include "sam/fields.h"

#include <algorithm>

#include "model/scalar.h"

namespace cumulint::sam {

bool is_no_value(const Value& value) {
  if (value.is(ValueKind::absent)) return true;
  return value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::ref &&
         value.expression->target == "AWS::NoValue";
}

bool is_given(const Field* field) {
  return field != nullptr && !field->value->is(ValueKind::null) && !is_no_value(*field->value);
}

bool is_set(const Field* field) {
  if (!is_given(field)) return false;
  const Value& value = *field->value;
  if (value.is(ValueKind::list) || value.is(ValueKind::map)) return !value.fields.empty();
  if (!value.is(ValueKind::text)) return true;
  const ScalarKind kind = scalar_kind(value);
  if (kind == ScalarKind::boolean) return !is_false(value);
  if (kind == ScalarKind::integer || kind == ScalarKind::real)
    return value.text.find_first_of("123456789") != std::string_view::npos;
  return !value.text.empty();
}

Fields::Fields(const Value& map) {
  if (!map.is(ValueKind::map)) return;
  fields_.reserve(map.fields.size() + 2);
  for (const Field& field : map.fields) set(field);
}

const Field* Fields::find(std::string_view key) const {
  for (const Field& field : fields_)
    if (field.key == key) return &field;
  return nullptr;
}

void Fields::set(const Field& field) {
  if (field.value == nullptr) return;
  const auto same = std::find_if(fields_.begin(), fields_.end(), [&](const Field& f) { return f.key == field.key; });
  if (same == fields_.end()) fields_.push_back(field);
  else *same = field;
}

void Fields::take(const Maker& maker, std::string_view key, const Field* written) {
  if (!is_given(written)) return;
  Field field{key, written->origin, written->value};
  if (field.origin.cause == nullptr) field.origin.cause = maker.origin().cause;
  set(field);
}

void Fields::erase(std::string_view key) {
  fields_.erase(std::remove_if(fields_.begin(), fields_.end(), [&](const Field& f) { return f.key == key; }),
                fields_.end());
}

const Value* appended(const Maker& maker, const Value* list, const Value* item) {
  std::vector<Field> items;
  if (list != nullptr && list->is(ValueKind::list)) items.assign(list->fields.begin(), list->fields.end());
  else if (list != nullptr && !is_no_value(*list)) items.push_back(maker.field({}, list));
  items.push_back(maker.field({}, item));
  return maker.list(std::move(items));
}

const Value* with_path(const Maker& maker, const Value* map, std::string_view dotted_path, const Value* value) {
  const std::size_t dot = dotted_path.find('.');
  const std::string_view key = dotted_path.substr(0, dot);
  Fields fields = map != nullptr ? Fields(*map) : Fields();
  const Field* old = fields.find(key);
  const Value* below = dot == std::string_view::npos
                           ? value
                           : with_path(maker, old != nullptr ? old->value : nullptr, dotted_path.substr(dot + 1), value);
  Field field = old != nullptr ? *old : maker.field(maker.arena().copy(key), below);
  field.value = below;
  fields.set(field);
  return fields.value(maker);
}

}  // namespace cumulint::sam
