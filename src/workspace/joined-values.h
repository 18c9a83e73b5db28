// JoinedValues: the values of several stacks' templates, as they read in the one template that the stacks make together.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "workspace/joined-names.h"

namespace cumulint {

/// A child's reference to a parameter becomes what its parent passes, `Nested.Outputs.X` the child's value, an import or
/// SSM name what stands behind it; other references get the names of the joined template. What is not known stays a
/// reference that nobody answers.
class JoinedValues {
 public:
  JoinedValues(const StackPlan& plan, JoinedNames& names, Arena& arena) : plan_(plan), names_(names), arena_(arena) {}

  Field field(const Stack& stack, const Field& written);
  /// What stands for a parameter in this stack; nothing: it is a parameter of the joined template too.
  std::optional<Field> parameter(const Stack& stack, const Parameter& parameter);

  /// Is the parameter answered by the parent or by a default that the parent leaves in force?
  static bool is_settled(const Stack& stack, const Parameter& parameter);

 private:
  using Key = std::pair<const Stack*, std::string_view>;

  const Value* value(const Stack& stack, const Value* written);
  const Value* call(const Stack& stack, const Value& written);
  std::span<const SubPart> parts(const Stack& stack, const Expression& sub);
  std::optional<Field> standing_for(const Stack& stack, const Field& reference);
  std::optional<Field> answer(const Stack& stack, std::string_view target, std::string_view attribute);
  std::optional<Field> output(const Stack& child, std::string_view name);
  std::optional<Field> offered(const Field& asks);
  std::optional<Field> parameter_value(const Stack& stack, const Parameter& parameter);
  Field taken(const Field& reference, const Field& from);
  Field renamed(const Field& literal, std::string_view name);
  const Value* items_of(const Field& text);

  const StackPlan& plan_;
  JoinedNames& names_;
  Arena& arena_;
  std::map<std::pair<const Stack*, const Value*>, const Value*> values_;
  std::map<Key, std::optional<Field>> parameters_, outputs_;
};

}  // namespace cumulint
