// Editable: a value that is changed in place, where SAM writes into documents of the user's.
#pragma once

#include <string_view>
#include <vector>

#include "sam/fields.h"

namespace cumulint::sam {

/// Maps and both branches of Fn::If, down to a depth; what lies deeper, and everything else, stays as it is.
class Editable {
 public:
  enum class Kind : std::uint8_t { leaf, map, choice };

  Editable() = default;
  Editable(const Field& field, int levels);
  static Editable empty_map(const Field& place);

  bool is_map() const { return kind_ == Kind::map; }
  bool is_choice() const { return kind_ == Kind::choice; }
  bool is_leaf() const { return kind_ == Kind::leaf; }
  std::string_view key() const { return field_.key; }
  const Field& field() const { return field_; }  // its value is meaningful for a leaf only
  std::vector<Editable>& children() { return children_; }
  const std::vector<Editable>& children() const { return children_; }

  Editable* find(std::string_view key);
  /// Adds to a map, or replaces there; the result is good until the next addition.
  Editable& set(Editable child);
  Editable& set(const Field& leaf) { return set(Editable(leaf, 0)); }
  void erase(std::string_view key);
  /// Becomes `Fn::If: [condition, what it was, NoValue]`.
  void make_conditional(std::string_view condition, const Maker& maker);

  /// Calls for this map, or for every map among the branches of choices; other things go to `refused` unless they are
  /// NoValue.
  template <class Visit, class Refuse>
  void each_map(Visit visit, Refuse refused) {
    if (is_map()) visit(*this);
    else if (is_choice())
      for (Editable& branch : children_) branch.each_map(visit, refused);
    else if (!is_no_value(*field_.value)) refused(*this);
  }

  const Value* value(const Maker& maker) const;

 private:
  Kind kind_ = Kind::leaf;
  Field field_;
  std::string_view condition_;  // of a choice
  std::vector<Editable> children_;
};

}  // namespace cumulint::sam
