// Parameters and mappings by value, where SAM must know: Context::resolve.
#include <map>

#include "sam/context.h"
#include "sam/with-values.h"

namespace cumulint::sam {
namespace {

class ValueResolver {
 public:
  ValueResolver(Context& context, bool mappings) : context_(context), mappings_(mappings) {}

  const Value* resolve(const Value* value, int depth = 0) {
    if (depth > depth_limit) return value;
    switch (value->kind) {
      case ValueKind::list:
      case ValueKind::map: return resolve_fields(value, depth);
      case ValueKind::expression: return resolve_expression(value, depth);
      default: return value;
    }
  }

 private:
  static constexpr int depth_limit = 400;

  const Value* resolve_fields(const Value* value, int depth) {
    return with_values(context_.arena(), value, [&](const Value* inner) { return resolve(inner, depth + 1); });
  }

  const Value* resolve_expression(const Value* value, int depth) {
    const Expression& expression = *value->expression;
    if (expression.kind == ExpressionKind::ref) {
      const Value* known = parameter(expression.target, *expression.argument);
      return known != nullptr ? known : value;
    }
    if (expression.kind == ExpressionKind::sub) return resolve_sub(value, depth);
    if (expression.kind == ExpressionKind::get_att) return value;
    const Value* argument = resolve(expression.argument->value, depth + 1);
    const Value* call = argument == expression.argument->value
                            ? value
                            : Maker(context_.arena(), expression.argument->origin).call(expression.name, argument);
    if (!mappings_ || expression.kind != ExpressionKind::find_in_map || !call->is(ValueKind::expression)) return call;
    const Value* found = mapped(*call->expression);
    return found != nullptr ? found : call;
  }

  const Value* resolve_sub(const Value* value, int depth) {
    const Expression& expression = *value->expression;
    if (expression.args.empty() || !expression.args[0].value->is(ValueKind::text)) return value;
    const std::string_view text = expression.args[0].value->text;
    std::string made;
    std::size_t copied = 0;
    bool changed = false;
    for (const SubPart& part : expression.parts) {
      if (!part.is_variable || part.local != nullptr || !part.attribute.empty()) continue;
      const Value* known = parameter(part.target, expression.args[0]);
      if (known == nullptr || !known->is(ValueKind::text)) continue;
      made.append(text.substr(copied, part.decoded.begin - copied)).append(known->text);
      copied = part.decoded.end;
      changed = true;
    }
    if (!changed) return value;
    made.append(text.substr(copied));
    const Maker maker(context_.arena(), expression.argument->origin);
    if (expression.args.size() < 2) return maker.sub(made);
    const Value* variables = resolve(expression.args[1].value, depth + 1);
    return maker.sub(made, {variables->fields.begin(), variables->fields.end()});
  }

  const Value* parameter(std::string_view name, const Field& use) {
    if (name == "AWS::Region" && context_.options().region) return text(*context_.options().region, use);
    if (name == "AWS::Partition" && context_.options().region) return text(context_.partition(), use);
    const Parameter* declared = context_.written().find_parameter(name);
    if (declared == nullptr) return nullptr;
    if (const GivenValues* given = context_.options().given) {
      const auto at = given->parameters.find(name);
      if (at != given->parameters.end()) return text(at->second, use);
    }
    if (declared->default_value == nullptr || !declared->default_value->value->is(ValueKind::text)) return nullptr;
    return declared->default_value->value;
  }

  const Value* text(std::string_view literal, const Field& use) {
    return Maker(context_.arena(), use.origin).text(literal);
  }

  const Value* mapped(const Expression& lookup) {
    if (lookup.args.size() < 3) return nullptr;
    const std::string_view map = lookup.args[0].value->literal(), first = lookup.args[1].value->literal(),
                           second = lookup.args[2].value->literal();
    const Mapping* mapping = map.empty() ? nullptr : context_.written().find_mapping(map);
    if (mapping == nullptr || first.empty() || second.empty()) return nullptr;
    const Field* row = mapping->definition->find(first);
    const Field* cell = row != nullptr ? row->value->find(second) : nullptr;
    return cell != nullptr ? cell->value : nullptr;
  }

  Context& context_;
  bool mappings_;
};

}  // namespace

const Value* Context::resolve(const Value* value) { return ValueResolver(*this, true).resolve(value); }
const Value* Context::resolve_parameters(const Value* value) { return ValueResolver(*this, false).resolve(value); }

}  // namespace cumulint::sam
