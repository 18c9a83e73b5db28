// Makers of values for passes that generate template text.
#include "model/make.h"

#include <string>

#include "model/parse-expression.h"

namespace cumulint {

const Value* Maker::text(std::string_view literal) const {
  Value value;
  value.kind = ValueKind::text;
  value.style = ScalarStyle::double_quoted;
  value.text = arena_->copy(literal);
  return arena_->make<Value>(value);
}

const Value* Maker::number(long long n) const {
  Value value;
  value.kind = ValueKind::text;
  value.json_number = true;
  value.text = arena_->copy(std::to_string(n));
  return arena_->make<Value>(value);
}

const Value* Maker::boolean(bool b) const {
  Value value;
  value.kind = ValueKind::text;
  value.json_number = true;
  value.text = b ? "true" : "false";
  return arena_->make<Value>(value);
}

const Value* Maker::list(std::initializer_list<const Value*> items) const {
  return list(std::vector<const Value*>(items));
}

const Value* Maker::list(const std::vector<const Value*>& items) const {
  std::vector<Field> fields;
  fields.reserve(items.size());
  for (const Value* item : items) fields.push_back({"", origin_, item});
  return list(std::move(fields));
}

const Value* Maker::list(std::vector<Field> items) const {
  Value value;
  value.kind = ValueKind::list;
  value.fields = arena_->copy(items);
  return arena_->make<Value>(value);
}

const Value* Maker::map(std::initializer_list<std::pair<std::string_view, const Value*>> pairs) const {
  std::vector<Field> fields;
  for (const auto& [key, value] : pairs)
    if (value != nullptr) fields.push_back({arena_->copy(key), origin_, value});
  return map(std::move(fields));
}

const Value* Maker::map(std::vector<Field> fields) const {
  Value value;
  value.kind = ValueKind::map;
  value.fields = arena_->copy(fields);
  return arena_->make<Value>(value);
}

const Value* Maker::ref(std::string_view id) const { return call("Ref", text(id)); }

const Value* Maker::get_att(std::string_view id, std::string_view attribute) const {
  return call("Fn::GetAtt", list({text(id), text(attribute)}));
}

const Value* Maker::sub(std::string_view text_of_sub) const { return call("Fn::Sub", text(text_of_sub)); }

const Value* Maker::sub(std::string_view text_of_sub, std::vector<Field> variables) const {
  return call("Fn::Sub", list({text(text_of_sub), map(std::move(variables))}));
}

const Value* Maker::join(std::string_view delimiter, const std::vector<const Value*>& parts) const {
  return call("Fn::Join", list({text(delimiter), list(parts)}));
}

const Value* Maker::if_(std::string_view condition, const Value* then, const Value* otherwise) const {
  return call("Fn::If", list({text(condition), then, otherwise}));
}

const Value* Maker::no_value() const { return ref("AWS::NoValue"); }

const Value* Maker::call(std::string_view name, const Value* argument) const {
  std::vector<Problem> ignored;  // what the text itself said wrong was reported where it was read
  Value value;
  value.expression = parse_expression(arena_->copy(name), field(arena_->copy(name), argument), *arena_, ignored);
  value.kind = value.expression == nullptr ? ValueKind::broken : ValueKind::expression;
  return arena_->make<Value>(value);
}

}  // namespace cumulint
