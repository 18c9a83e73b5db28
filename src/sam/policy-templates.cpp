// Fills in SAM's policy templates.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
#include "sam/policies.h"
#include "sam/tables.h"

namespace cumulint::sam {
namespace {

/// Copies a value from the table to the place where it is used, with the user's values for the table's parameters.
class Filler {
 public:
  Filler(const Maker& maker, const Value& values) : maker_(maker), values_(values) {}

  const Value* fill(const Value& value) const {
    if (value.is(ValueKind::text)) return maker_.text(value.text);
    if (value.is(ValueKind::list) || value.is(ValueKind::map)) {
      std::vector<Field> fields;
      for (const Field& field : value.fields) fields.push_back(filled(field));
      return value.is(ValueKind::list) ? maker_.list(std::move(fields)) : maker_.map(std::move(fields));
    }
    if (!value.is(ValueKind::expression)) return &value;
    const Expression& call = *value.expression;
    if (call.kind == ExpressionKind::ref)
      if (const Field* given = values_.find(call.target)) return given->value;
    return maker_.call(call.name, fill(*call.argument->value));
  }

 private:
  Field filled(const Field& field) const {
    if (field.value->is(ValueKind::expression) && field.value->expression->kind == ExpressionKind::ref)
      if (const Field* given = values_.find(field.value->expression->target)) {
        Field copy{field.key, given->origin, given->value};
        if (copy.origin.cause == nullptr) copy.origin.cause = maker_.origin().cause;
        return copy;
      }
    return maker_.field(field.key, fill(*field.value));
  }

  Maker maker_;
  const Value& values_;
};

}  // namespace

const Value* policy_from_template(Context& context, const Subject& subject, const Field& use) {
  const std::string_view json = find_policy_template(use.key);
  if (json.empty()) return nullptr;
  const Value* table = read_entry(json, context.arena());
  Origin origin = subject.origin(context.arena());
  origin.key = use.origin.key;
  const Maker maker(context.arena(), origin);
  const Value* values = is_given(&use) ? use.value : maker.map(std::vector<Field>{});
  if (!values->is(ValueKind::map)) {
    context.refuse_value(subject, use, {"policy template ", use.key, " wants a map of its parameters"});
    values = maker.map(std::vector<Field>{});
  }
  for (const Field& parameter : table->find("parameters")->value->fields)
    if (values->find(parameter.value->text) == nullptr)
      context.refuse(subject, use.origin.key_place(), Refusal::value,
                     {"policy template ", use.key, " needs a value for its parameter ", parameter.value->text});
  return maker.map({{"Statement", Filler(maker, *values).fill(*table->find("statements")->value)}});
}

}  // namespace cumulint::sam
