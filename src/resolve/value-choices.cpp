// Which structures may stand in a field: through If, NoValue, FindInMap and given parameters.
#include "base/strings.h"
#include "resolve/concrete.h"
#include "resolve/json-text.h"
#include "resolve/known-parameters.h"
#include "resolve/value-walk.h"

namespace cumulint {
namespace {

constexpr int depth_limit = 300;

bool is_no_value(const Expression& call) {
  return call.kind == ExpressionKind::ref && call.target == "AWS::NoValue";
}

/// Does a map hold pairs that are not written here: an included text, a loop?
bool has_hidden_pairs(const Value& map) {
  for (const Field& field : map.fields)
    if (starts_with(field.key, "Fn::")) return true;
  return false;
}

}  // namespace

void ValueWalk::add(Found& found, const Field& field, const Scenario& when) {
  if (found.items.size() >= choice_limit) {
    found.open = true;
    return;
  }
  found.items.push_back({arena_.make<Field>(field), when});
}

// What lies below a value that came from elsewhere (Globals, a SAM event) came the same way.
Field ValueWalk::below(const Field& outer, const Field& inner, std::string_view key) const {
  Field field = inner;
  field.key = key;
  if (field.origin.cause == nullptr) field.origin.cause = outer.origin.cause;
  return field;
}

Field ValueWalk::absent_at(const Field& nearest, std::string_view key) {
  return {key, nearest.origin, arena_.make<Value>()};
}

void ValueWalk::choices(const Field& field, const Scenario& under, Found& found, int depth) {
  if (depth > depth_limit || !step()) {
    found.open = true;
    return;
  }
  const Value& value = *field.value;
  if (value.is(ValueKind::broken)) {
    found.invalid = true;
    return;
  }
  if (!value.is(ValueKind::expression)) return add(found, field, under);
  const Expression& call = *value.expression;
  if (is_no_value(call)) return add(found, absent_at(field, field.key), under);
  switch (call.kind) {
    case ExpressionKind::if_: return if_choices(field, under, found, depth);
    case ExpressionKind::find_in_map: return map_choices(field, under, found, depth);
    case ExpressionKind::transform:
      found.open = true;
      return add(found, field, under);
    case ExpressionKind::ref:
      if (const Field* given = given_field(field, source_.find_parameter(call.target))) return add(found, *given, under);
      return add(found, field, under);
    default: return add(found, field, under);
  }
}

void ValueWalk::if_choices(const Field& field, const Scenario& under, Found& found, int depth) {
  const Expression& call = *field.value->expression;
  if (conditions_.find(call.target, true) == nullptr) {
    // Undeclared, which is reported elsewhere; but a macro may declare it.
    (source_.has_unknown_macro ? found.open : found.invalid) = true;
    return;
  }
  const Truth holds = conditions_.holds(call.target, under);
  for (const bool is : {true, false}) {
    if (holds == truth_of(!is)) continue;
    const Scenario when = holds == Truth::unknown ? conditions_.with(under, call.target, is, arena_) : under;
    choices(below(field, call.args[is ? 1 : 2], field.key), when, found, depth + 1);
  }
}

void ValueWalk::map_choices(const Field& field, const Scenario& under, Found& found, int depth) {
  const Expression& call = *field.value->expression;
  const Field* otherwise = call.args.size() > 3 ? call.args[3].value->find("DefaultValue") : nullptr;
  const Keys maps = keys(call.args[0], nullptr, under, depth + 1);
  found.open = found.open || maps.open;
  found.invalid = found.invalid || maps.invalid;
  bool any = false;
  for (const Key& map : maps.keys) {
    const Mapping* mapping = source_.find_mapping(map.text);
    if (mapping == nullptr || !mapping->definition->is(ValueKind::map)) {
      found.open = found.open || (mapping != nullptr && mapping->definition->is(ValueKind::expression)) || source_.has_unknown_macro;
      continue;
    }
    if (has_hidden_pairs(*mapping->definition)) found.open = any = true;
    const auto add_default = [&](const Scenario& when) {
      any = true;
      choices(below(field, *otherwise, field.key), when, found, depth + 1);
    };
    const Keys rows = map_keys(call.args[1], mapping->definition, map.when, otherwise != nullptr, depth);
    found.open = found.open || rows.open;
    for (const Scenario& when : rows.others) add_default(when);
    for (const Key& row_key : rows.keys) {
      const Field* row = mapping->definition->find(row_key.text);
      const Keys columns = map_keys(call.args[2], row == nullptr ? nullptr : row->value, row_key.when, otherwise != nullptr, depth);
      found.open = found.open || columns.open;
      for (const Scenario& when : columns.others) add_default(when);
      for (const Key& column : columns.keys) {
        const Field* mapped = row == nullptr ? nullptr : row->value->find(column.text);
        any = any || mapped != nullptr;
        if (mapped != nullptr) add_mapped(field, mapped, column.when, found, depth);
        else if (otherwise != nullptr) add_default(column.when);
      }
    }
  }
  if (!any && !found.open) found.invalid = true;  // no key is there: nothing deploys
}

// The map's keys limit what chooses among them: with another key nothing deploys, unless there is a default.
ValueWalk::Keys ValueWalk::map_keys(const Field& field, const Value* map, const Scenario& under, bool has_default, int depth) {
  Keys result = keys(field, map, under, depth + 1);
  if (has_default) result.open = result.open || result.is_limited;
  else result.others.clear();
  if (result.is_limited && result.keys.size() == 1 && !has_default) result.keys[0].when = under;
  return result;
}

void ValueWalk::add_mapped(const Field& field, const Field* mapped, const Scenario& when, Found& found, int depth) {
  Field there = *mapped;
  there.key = field.key;
  there.origin.cause = arena_.make<Cause>(Cause{CauseKind::mapping, 2, field.origin});
  choices(there, when, found, depth + 1);
}

// A reference to a parameter whose value is given, as if the value had been written there.
const Field* ValueWalk::given_field(const Field& reference, const Parameter* parameter) {
  const std::string_view name = reference.value->expression->target;
  const std::optional<std::string_view> given = given_value(given_, name, parameter);
  if (!given || (parameter == nullptr && !is_pseudo_parameter(name))) return nullptr;
  Value value;
  value.kind = ValueKind::text;
  value.style = ScalarStyle::double_quoted;
  value.text = *given;
  value.node = reference.value->node;
  if (parameter != nullptr && is_list_type(parameter->type)) {
    std::vector<Field> items;
    for (std::string_view item : split(*given, ',')) {
      Value text = value;
      text.text = trim(item);
      items.push_back({"", reference.origin, arena_.make<Value>(text)});
    }
    value.kind = ValueKind::list;
    value.fields = arena_.copy(items);
  }
  Field field = reference;
  field.value = arena_.make<Value>(value);
  return arena_.make<Field>(field);
}

void ValueWalk::find(const Field& field, std::string_view path, const Scenario& under, Found& found) {
  Found here;
  choices(field, under, here);
  found.invalid = found.invalid || here.invalid;
  found.open = found.open || here.open;
  const std::size_t dot = path.find('.');
  const std::string_view key = path.substr(0, dot);
  for (const Choice& choice : here.items) {
    const Field& at = *choice.field;
    const Value* value = parse_json_text(at, arena_);
    if (value == nullptr) value = at.value;
    if (value->is(ValueKind::expression)) {
      found.open = true;
      continue;
    }
    if (!value->is(ValueKind::map) && !value->is(ValueKind::absent)) {
      found.invalid = true;  // a text or list where a map should be: other rules say so
      continue;
    }
    const Field* next = value->find(key);
    if (next == nullptr) {
      if (has_hidden_pairs(*value)) found.open = true;
      else add(found, absent_at(at, key), choice.when);
      continue;
    }
    const Field inner = below(at, *next, next->key);
    if (dot == std::string_view::npos) choices(inner, choice.when, found);
    else find(inner, path.substr(dot + 1), choice.when, found);
  }
}

}  // namespace cumulint
