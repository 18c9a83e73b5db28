// Fields: the pairs of a map while it is being built or edited.
#pragma once

#include <string_view>
#include <vector>

#include "model/make.h"
#include "model/value.h"

namespace cumulint::sam {

/// Is anything said here? Not so for a null pointer, what is absent, AWS::NoValue and a written null.
bool is_given(const Field* field);
/// Something that SAM acts on: given, and no empty text, list or map, false or zero. A function counts.
bool is_set(const Field* field);
/// AWS::NoValue, in either of its forms.
bool is_no_value(const Value& value);

/// Keeps the order of first insertion; keys are unique.
class Fields {
 public:
  Fields() = default;
  explicit Fields(const Value& map);  // starts from what a map says; of duplicate keys the last counts

  const Field* find(std::string_view key) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }
  /// Adds, or replaces the pair of the same key in its place.
  void set(const Field& field);
  void set(const Maker& maker, std::string_view key, const Value* value) { set(maker.field(key, value)); }
  /// Takes over what was written for another resource or key; nothing if it is not given.
  void take(const Maker& maker, std::string_view key, const Field* written);
  void erase(std::string_view key);

  bool empty() const { return fields_.empty(); }
  const std::vector<Field>& list() const { return fields_; }
  std::vector<Field>& list() { return fields_; }
  const Value* value(const Maker& maker) const { return maker.map(fields_); }

 private:
  std::vector<Field> fields_;
};

/// A list with one more item; `list` may be null or anything else, which then comes first.
const Value* appended(const Maker& maker, const Value* list, const Value* item);
/// `map` with `value` at a path of keys; maps on the way are made where there are none.
const Value* with_path(const Maker& maker, const Value* map, std::string_view dotted_path, const Value* value);

}  // namespace cumulint::sam
