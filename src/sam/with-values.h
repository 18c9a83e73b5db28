// Rewriting a tree of values: copies are made of what changes, the rest is shared.
#pragma once

#include <vector>

#include "base/arena.h"
#include "model/value.h"

namespace cumulint::sam {

/// The list or map with `change(value)` for each of its values; itself if none changes.
template <class Change>
const Value* with_values(Arena& arena, const Value* value, Change change) {
  std::vector<Field> changed;
  for (std::size_t i = 0; i < value->fields.size(); ++i) {
    const Field& field = value->fields[i];
    const Value* made = change(field.value);
    if (made != field.value && changed.empty()) changed.assign(value->fields.begin(), value->fields.end());
    if (made != field.value) changed[i].value = made;
  }
  if (changed.empty()) return value;
  Value* copy = arena.make<Value>(*value);
  copy->fields = arena.copy(changed);
  return copy;
}

}  // namespace cumulint::sam
