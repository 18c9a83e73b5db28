// Values under edit.
#include "sam/editable.h"

#include <algorithm>

namespace cumulint::sam {

Editable::Editable(const Field& field, int levels) : field_(field) {
  const Value& value = *field.value;
  if (levels <= 0) return;
  if (value.is(ValueKind::map)) {
    kind_ = Kind::map;
    const Fields unique(value);
    for (const Field& below : unique.list()) children_.emplace_back(below, levels - 1);
  } else if (value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::if_ &&
             value.expression->args.size() == 3) {
    kind_ = Kind::choice;
    condition_ = value.expression->target;
    children_.emplace_back(value.expression->args[1], levels);
    children_.emplace_back(value.expression->args[2], levels);
  }
}

Editable Editable::empty_map(const Field& place) {
  Editable map;
  map.kind_ = Kind::map;
  map.field_ = place;
  return map;
}

Editable* Editable::find(std::string_view key) {
  if (!is_map()) return nullptr;
  for (Editable& child : children_)
    if (child.key() == key) return &child;
  return nullptr;
}

Editable& Editable::set(Editable child) {
  if (Editable* known = find(child.key())) return *known = std::move(child);
  return children_.emplace_back(std::move(child));
}

void Editable::erase(std::string_view key) {
  children_.erase(std::remove_if(children_.begin(), children_.end(), [&](const Editable& c) { return c.key() == key; }),
                  children_.end());
}

void Editable::make_conditional(std::string_view condition, const Maker& maker) {
  Editable branch = std::move(*this);
  kind_ = Kind::choice;
  condition_ = condition;
  field_ = branch.field_;
  branch.field_.key = {};
  children_.clear();
  children_.push_back(std::move(branch));
  children_.emplace_back(maker.field({}, maker.no_value()), 0);
}

const Value* Editable::value(const Maker& maker) const {
  if (is_leaf()) return field_.value;
  const Maker here = maker.at(field_.origin);
  if (is_choice()) return here.if_(condition_, children_[0].value(maker), children_[1].value(maker));
  std::vector<Field> fields;
  for (const Editable& child : children_) fields.push_back({child.key(), child.field_.origin, child.value(maker)});
  return here.map(std::move(fields));
}

}  // namespace cumulint::sam
