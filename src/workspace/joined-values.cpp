// Rewrites values for the joined template. Every value of a stack is rewritten once; the reader bounds its depth.
#include "workspace/joined-values.h"

#include "base/strings.h"
#include "resolve/known-parameters.h"

namespace cumulint {
namespace {

constexpr std::string_view outputs_prefix = "Outputs.";
constexpr std::string_view ssm_reference = "{{resolve:ssm:";

/// "{{resolve:ssm:/shop/table}}" and nothing else.
bool is_whole_ssm_reference(std::string_view text) {
  return starts_with(text, ssm_reference) && text.find("}}") == text.size() - 2;
}

const Field* passed_parameters(const Stack& stack) { return stack.resource->find("Parameters"); }

/// The items of a list that a parent passes as `a,b` or joins with commas.
bool is_list_text(const Field& field) {
  if (field.value->is(ValueKind::text)) return true;
  if (!field.value->is(ValueKind::expression)) return false;
  const Expression& call = *field.value->expression;
  return call.kind == ExpressionKind::join && call.args.size() == 2 && call.args[0].value->literal() == ",";
}

/// What the parent passes, else the default; null: neither is known.
const Field* given_by_parent(const Stack& stack, const Parameter& parameter) {
  const Field* passed = passed_parameters(stack);
  if (passed != nullptr && !passed->value->is(ValueKind::map)) return nullptr;
  const Field* given = passed == nullptr ? nullptr : passed->value->find(parameter.name);
  if (given == nullptr) given = parameter.default_value;
  const bool readable = given != nullptr && (given->value->is(ValueKind::text) || given->value->is(ValueKind::expression));
  if (!readable || (is_list_type(parameter.type) && !is_list_text(*given))) return nullptr;
  return given;
}

bool is_passed(const Stack& stack, const Parameter& parameter) {
  const Field* passed = passed_parameters(stack);
  return passed != nullptr && (!passed->value->is(ValueKind::map) || passed->value->find(parameter.name) != nullptr);
}

}  // namespace

bool JoinedValues::is_settled(const Stack& stack, const Parameter& parameter) {
  return stack.parent != nullptr && !is_ssm_type(parameter.type) && given_by_parent(stack, parameter) != nullptr;
}

Field JoinedValues::field(const Stack& stack, const Field& written) {
  if (const std::optional<Field> other = standing_for(stack, written)) return taken(written, *other);
  Field made = written;
  made.value = value(stack, written.value);
  return made;
}

std::optional<Field> JoinedValues::parameter(const Stack& stack, const Parameter& parameter) {
  const auto [at, added] = parameters_.try_emplace({&stack, parameter.name});  // in a circle: not known
  if (!added) return at->second;
  return parameters_[{&stack, parameter.name}] = parameter_value(stack, parameter);
}

std::optional<Field> JoinedValues::parameter_value(const Stack& stack, const Parameter& parameter) {
  if (is_ssm_type(parameter.type)) {
    const bool known = parameter.default_value != nullptr && !is_list_type(parameter.type) &&
                       (stack.parent == nullptr ? stack.unit->given.parameters.count(parameter.name) == 0
                                                : !is_passed(stack, parameter));
    return known ? offered(*parameter.default_value) : std::nullopt;
  }
  if (!is_settled(stack, parameter)) return std::nullopt;
  const Field& given = *given_by_parent(stack, parameter);
  const bool by_default = &given == parameter.default_value;
  Field made = by_default ? given : field(*stack.parent, given);
  if (is_list_type(parameter.type)) made.value = items_of(made);
  return made;
}

const Value* JoinedValues::items_of(const Field& text) {
  if (text.value->is(ValueKind::expression)) return text.value->expression->args[1].value;
  std::vector<Field> items;
  for (std::string_view item : split(text.value->text, ',')) {
    Value one = *text.value;
    one.text = trim(item);
    items.push_back({"", text.origin, arena_.make<Value>(one)});
  }
  Value list;
  list.kind = ValueKind::list;
  list.fields = arena_.copy(items);
  return arena_.make<Value>(list);
}

std::optional<Field> JoinedValues::standing_for(const Stack& stack, const Field& reference) {
  const Value& value = *reference.value;
  if (value.is(ValueKind::text)) return is_whole_ssm_reference(value.text) ? offered(reference) : std::nullopt;
  if (!value.is(ValueKind::expression)) return std::nullopt;
  const Expression& call = *value.expression;
  switch (call.kind) {
    case ExpressionKind::ref: return answer(stack, call.target, {});
    case ExpressionKind::get_att: return answer(stack, call.target, call.attribute);
    case ExpressionKind::import_value: return call.args.empty() ? std::nullopt : offered(call.args.front());
    default: return std::nullopt;
  }
}

std::optional<Field> JoinedValues::answer(const Stack& stack, std::string_view target, std::string_view attribute) {
  if (attribute.empty()) {
    const Parameter* declared = stack.unit->effective->find_parameter(target);
    return declared == nullptr ? std::nullopt : parameter(stack, *declared);
  }
  const auto child = plan_.children.find({&stack, target});
  if (child == plan_.children.end() || !starts_with(attribute, outputs_prefix)) return std::nullopt;
  return output(*child->second, attribute.substr(outputs_prefix.size()));
}

std::optional<Field> JoinedValues::output(const Stack& child, std::string_view name) {
  for (const Output& output : child.unit->effective->outputs) {
    if (output.name != name) continue;
    const auto [at, added] = outputs_.try_emplace({&child, output.name});
    if (!added) return at->second;
    return outputs_[{&child, output.name}] = field(child, *output.value);
  }
  return std::nullopt;
}

std::optional<Field> JoinedValues::offered(const Field& asks) {
  const auto link = plan_.links.find(&asks);
  if (link == plan_.links.end() || link->second->offer == nullptr) return std::nullopt;
  const Stack* other = plan_.only_stack_of(*link->second->to);
  if (other == nullptr) return std::nullopt;
  const Symbol& offer = *link->second->offer;
  const auto [at, added] = outputs_.try_emplace({other, offer.name});
  if (!added) return at->second;
  return outputs_[{other, offer.name}] = field(*other, *offer.value);
}

Field JoinedValues::taken(const Field& reference, const Field& from) {
  Field made{reference.key, from.origin, from.value};
  made.origin.cause = arena_.make<Cause>(Cause{CauseKind::parameter, 2, reference.origin});
  return made;
}

const Value* JoinedValues::value(const Stack& stack, const Value* written) {
  const bool is_call = written->is(ValueKind::expression);
  if (!is_call && written->fields.empty()) return written;
  const auto [at, added] = values_.try_emplace({&stack, written}, written);
  if (!added) return at->second;
  const Value* made = written;
  if (is_call) {
    made = call(stack, *written);
  } else {
    std::vector<Field> fields;
    bool changed = false;
    for (const Field& one : written->fields) {
      fields.push_back(field(stack, one));
      changed = changed || fields.back().value != one.value;
    }
    if (changed) {
      Value copy = *written;
      copy.fields = arena_.copy(fields);
      made = arena_.make<Value>(copy);
    }
  }
  return values_[{&stack, written}] = made;
}

Field JoinedValues::renamed(const Field& literal, std::string_view name) {
  if (!literal.value->is(ValueKind::text) || literal.value->text == name) return literal;
  Value value = *literal.value;
  value.text = name;
  Field made = literal;
  made.value = arena_.make<Value>(value);
  return made;
}

const Value* JoinedValues::call(const Stack& stack, const Value& written) {
  Expression made = *written.expression;
  std::vector<Field> args;
  for (const Field& argument : made.args) args.push_back(field(stack, argument));
  std::string_view name = made.target;
  switch (made.kind) {
    case ExpressionKind::ref:
    case ExpressionKind::get_att: name = names_.name(NameKind::reference, stack, name); break;
    case ExpressionKind::if_:
    case ExpressionKind::condition: name = names_.name(NameKind::condition, stack, name); break;
    case ExpressionKind::find_in_map:
      name = args.empty() ? name : names_.name(NameKind::mapping, stack, args[0].value->literal());
      break;
    default: break;
  }
  if (!name.empty() && !args.empty()) args[0] = renamed(args[0], name);
  if (!made.target.empty()) made.target = name;
  made.args = arena_.copy(args);
  Field argument = *made.argument;
  argument.value = args.size() == 1 ? args[0].value : value(stack, argument.value);
  made.argument = arena_.make<Field>(argument);
  made.parts = parts(stack, made);
  Value value = written;
  value.expression = arena_.make<Expression>(made);
  return arena_.make<Value>(value);
}

std::span<const SubPart> JoinedValues::parts(const Stack& stack, const Expression& sub) {
  std::vector<SubPart> made;
  for (SubPart part : sub.parts) {
    if (part.is_variable && part.local != nullptr) {
      part.local = arena_.make<Field>(field(stack, *part.local));
    } else if (part.is_variable) {
      if (const std::optional<Field> other = answer(stack, part.target, part.attribute)) {
        part.local = arena_.make<Field>(taken(*sub.argument, *other));
        part.attribute = {};
      } else {
        part.target = names_.name(NameKind::reference, stack, part.target);
      }
    }
    made.push_back(part);
  }
  return arena_.copy(made);
}

}  // namespace cumulint
