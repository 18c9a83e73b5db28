// Concrete evaluation of expressions.
#include "resolve/concrete.h"

#include "base/strings.h"
#include "resolve/known-parameters.h"

namespace cumulint {

const std::string_view* Assignment::find(std::string_view name) const {
  for (const auto& [parameter, value] : values)
    if (parameter == name) return &value;
  return nullptr;
}

const Field* find_in_mapping(const Template& source, std::string_view mapping, std::string_view first, std::string_view second) {
  const Mapping* found = source.find_mapping(mapping);
  if (found == nullptr) return nullptr;
  const Field* row = found->definition->find(first);
  return row == nullptr ? nullptr : row->value->find(second);
}

bool Concrete::step() { return steps_-- > 0; }

std::optional<std::string> Concrete::text(const Value& value) {
  if (!step()) return std::nullopt;
  if (value.is(ValueKind::text) && !contains(value.text, "{{resolve:")) return std::string(value.text);
  if (value.is(ValueKind::expression)) return call(*value.expression);
  return std::nullopt;
}

std::optional<std::string> Concrete::call(const Expression& expression) {
  switch (expression.kind) {
    case ExpressionKind::ref: {
      const Parameter* parameter = source_.find_parameter(expression.target);
      const bool is_list = parameter != nullptr && is_list_type(parameter->type);
      return is_list ? std::nullopt : reference(expression.target);
    }
    case ExpressionKind::sub: return sub(expression);
    case ExpressionKind::join: return join(expression);
    case ExpressionKind::select: return select(expression);
    case ExpressionKind::find_in_map: {
      const Value* found = find_in_map(expression);
      return found == nullptr ? std::nullopt : text(*found);
    }
    case ExpressionKind::length: {
      const std::optional<List> items = list(*expression.argument->value);
      return items ? std::optional(std::to_string(items->size())) : std::nullopt;
    }
    default: return std::nullopt;
  }
}

std::optional<std::string> Concrete::reference(std::string_view name) {
  const std::string_view* value = assignment_.find(name);
  return value == nullptr ? std::nullopt : std::optional(std::string(*value));
}

std::optional<std::string> Concrete::sub(const Expression& expression) {
  std::string out;
  for (const SubPart& part : expression.parts) {
    if (!part.is_variable) {
      out += part.text;
      continue;
    }
    if (part.local == nullptr && !part.attribute.empty()) return std::nullopt;
    const std::optional<std::string> value = part.local != nullptr ? text(*part.local->value) : reference(part.target);
    if (!value) return std::nullopt;
    out += *value;
  }
  return out;
}

std::optional<std::string> Concrete::join(const Expression& expression) {
  const std::optional<List> items = list(*expression.args[1].value);
  if (!items) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < items->size(); ++i) {
    if (i > 0) out += expression.args[0].value->text;
    out += (*items)[i];
  }
  return out;
}

std::optional<std::string> Concrete::select(const Expression& expression) {
  const std::optional<std::string> index = text(*expression.args[0].value);
  const std::optional<List> items = list(*expression.args[1].value);
  if (!index || !items) return std::nullopt;
  const std::optional<std::int64_t> at = parse_integer(*index);
  if (!at || *at < 0 || static_cast<std::size_t>(*at) >= items->size()) return std::nullopt;
  return (*items)[static_cast<std::size_t>(*at)];
}

const Value* Concrete::find_in_map(const Expression& expression) {
  const std::optional<std::string> mapping = text(*expression.args[0].value);
  const std::optional<std::string> first = text(*expression.args[1].value);
  const std::optional<std::string> second = text(*expression.args[2].value);
  if (!mapping || !first || !second) return nullptr;
  const Field* found = find_in_mapping(source_, *mapping, *first, *second);
  if (found != nullptr) return found->value;
  const Field* otherwise = expression.args.size() > 3 ? expression.args[3].value->find("DefaultValue") : nullptr;
  return otherwise == nullptr ? nullptr : otherwise->value;
}

std::optional<Concrete::List> Concrete::list(const Value& value) {
  if (!step()) return std::nullopt;
  if (value.is(ValueKind::expression)) return list_call(*value.expression);
  if (!value.is(ValueKind::list)) return std::nullopt;
  List items;
  for (const Field& field : value.fields) {
    const std::optional<std::string> item = text(*field.value);
    if (!item) return std::nullopt;
    items.push_back(*item);
  }
  return items;
}

std::optional<Concrete::List> Concrete::list_call(const Expression& expression) {
  std::optional<std::string> whole;
  std::string_view delimiter = ",";
  if (expression.kind == ExpressionKind::ref) {
    const Parameter* parameter = source_.find_parameter(expression.target);
    if (parameter != nullptr && is_list_type(parameter->type)) whole = reference(expression.target);
  } else if (expression.kind == ExpressionKind::split) {
    delimiter = expression.args[0].value->text;
    whole = text(*expression.args[1].value);
  } else if (expression.kind == ExpressionKind::find_in_map) {
    const Value* found = find_in_map(expression);
    return found == nullptr ? std::nullopt : list(*found);
  }
  if (!whole) return std::nullopt;
  List items;
  for (std::size_t start = 0;;) {
    const std::size_t end = whole->find(delimiter, start);
    std::string_view item = std::string_view(*whole).substr(start, end == std::string::npos ? end : end - start);
    // CloudFormation trims the items of list parameters.
    items.emplace_back(expression.kind == ExpressionKind::ref ? trim(item) : item);
    if (end == std::string::npos) return items;
    start = end + delimiter.size();
  }
}

}  // namespace cumulint
