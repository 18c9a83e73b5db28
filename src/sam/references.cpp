// Rewrites references to what SAM names anew.
#include "sam/references.h"

#include "sam/with-values.h"

namespace cumulint::sam {
namespace {

constexpr int depth_limit = 400;

}  // namespace

Field References::rewritten(Field field) const {
  field.value = rewritten(field.value);
  return field;
}

std::vector<std::string_view> References::dependencies(std::string_view id) const {
  const auto at = context_.renames().find(id);
  return at == context_.renames().end() ? std::vector<std::string_view>{id} : at->second;
}

bool References::find(std::string_view target, std::string_view attribute, Target& made) const {
  const std::string_view renamed = context_.renamed(target);
  if (!renamed.empty()) {
    made = {renamed, attribute};
    return true;
  }
  if (const std::size_t dot = target.find('.'); dot != std::string_view::npos) {  // !Ref Fn.Alias, [Fn.Alias, Name]
    const std::string_view property = target.substr(dot + 1);
    attribute = attribute.empty() ? property : context_.join({property, ".", attribute});
    target = target.substr(0, dot);
  }
  if (attribute.empty()) return false;
  const std::size_t dot = attribute.find('.');
  const std::string_view id = context_.named(target, attribute.substr(0, dot));
  if (id.empty()) return false;
  made = {id, dot == std::string_view::npos ? std::string_view{} : attribute.substr(dot + 1)};
  return true;
}

const Value* References::rewrite(const Value* value, int depth) const {
  if (depth > depth_limit) return value;
  switch (value->kind) {
    case ValueKind::list:
    case ValueKind::map: return rewrite_fields(value, depth);
    case ValueKind::expression: return rewrite_expression(value, depth);
    default: return value;
  }
}

const Value* References::rewrite_fields(const Value* value, int depth) const {
  return with_values(context_.arena(), value, [&](const Value* inner) { return rewrite(inner, depth + 1); });
}

const Value* References::rewrite_expression(const Value* value, int depth) const {
  const Expression& expression = *value->expression;
  const Maker maker(context_.arena(), expression.argument->origin);
  Target made;
  switch (expression.kind) {
    case ExpressionKind::ref:
      if (!find(expression.target, {}, made)) return value;
      return made.attribute.empty() ? maker.ref(made.id) : maker.ref(context_.join({made.id, ".", made.attribute}));
    case ExpressionKind::get_att:
      if (expression.attribute.empty() || !find(expression.target, expression.attribute, made)) break;
      return maker.get_att(made.id, made.attribute);
    case ExpressionKind::sub: return rewrite_sub(value, depth);
    default: break;
  }
  const Value* argument = rewrite(expression.argument->value, depth + 1);
  if (argument == expression.argument->value) return value;
  return maker.call(expression.name, argument);
}

const Value* References::rewrite_sub(const Value* value, int depth) const {
  const Expression& expression = *value->expression;
  if (expression.args.empty() || !expression.args[0].value->is(ValueKind::text)) return value;
  const std::string_view text = expression.args[0].value->text;
  std::string made;
  std::size_t copied = 0;
  bool changed = false;
  for (const SubPart& part : expression.parts) {
    Target target;
    if (!part.is_variable || part.local != nullptr || !find(part.target, part.attribute, target)) continue;
    made.append(text.substr(copied, part.decoded.begin - copied)).append("${").append(target.id);
    if (!target.attribute.empty()) made.append(".").append(target.attribute);
    made += '}';
    copied = part.decoded.end;
    changed = true;
  }
  const Value* variables = expression.args.size() > 1 ? rewrite(expression.args[1].value, depth + 1) : nullptr;
  if (!changed && (variables == nullptr || variables == expression.args[1].value)) return value;
  made.append(text.substr(copied));
  const Maker maker(context_.arena(), expression.argument->origin);
  if (variables == nullptr) return maker.sub(made);
  return maker.sub(made, {variables->fields.begin(), variables->fields.end()});
}

}  // namespace cumulint::sam
