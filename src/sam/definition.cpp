// Inline definitions of state machines.
#include "sam/definition.h"

#include <algorithm>

namespace cumulint::sam {
namespace {

/// Replaces functions by `${definition_substitution_N}` in order of keys.
class Substituter {
 public:
  Substituter(const Maker& maker, Fields substitutions) : maker_(maker), substitutions_(std::move(substitutions)) {}

  const Value* replace(const Field& field, int depth = 0) {
    const Value* value = field.value;
    if (depth > 400) return value;
    if (value->is(ValueKind::expression)) return substitution(field);
    if (!value->is(ValueKind::map) && !value->is(ValueKind::list)) return value;
    std::vector<Field> fields(value->fields.begin(), value->fields.end());
    bool changed = false;
    for (Field* below : in_order_of_keys(fields)) {
      const Value* made = replace(*below, depth + 1);
      changed = changed || made != below->value;
      below->value = made;
    }
    if (!changed) return value;
    Value* copy = maker_.arena().make<Value>(*value);
    copy->fields = maker_.arena().copy(fields);
    return copy;
  }

  const Fields& substitutions() const { return substitutions_; }

 private:
  static std::vector<Field*> in_order_of_keys(std::vector<Field>& fields) {
    std::vector<Field*> order;
    for (Field& field : fields) order.push_back(&field);
    std::stable_sort(order.begin(), order.end(), [](const Field* a, const Field* b) { return a->key < b->key; });
    return order;
  }

  const Value* substitution(const Field& field) {
    const std::string name = "definition_substitution_" + std::to_string(++count_);
    substitutions_.set({maker_.arena().copy(name), field.origin, field.value});
    return maker_.at(field.origin).text("${" + name + "}");
  }

  Maker maker_;
  Fields substitutions_;
  int count_ = 0;
};

}  // namespace

void set_definition_object(Context& context, const SamResource& resource, const Field& definition, Draft& machine) {
  const Maker maker = context.maker(resource);
  const Field* written = resource.find("DefinitionSubstitutions");
  Substituter substituter(maker, written != nullptr ? Fields(*written->value) : Fields());
  const Value* made = substituter.replace(definition);
  machine.properties.set({"Definition", definition.origin, made});
  if (substituter.substitutions().empty()) return;
  const Origin origin = written != nullptr ? written->origin : maker.origin();
  machine.properties.set({"DefinitionSubstitutions", origin, substituter.substitutions().value(maker)});
}

}  // namespace cumulint::sam
