// Looks through the written resources for parameters at places that take names.
#include "rule/naming-parameters.h"

#include "base/strings.h"

namespace cumulint {
namespace {

bool wants_name(std::string_view key) {
  for (std::string_view end : {"Arn", "ARN", "Id", "URI", "Uri", "Name"})
    if (ends_with(key, end)) return true;
  return key == "Resource";
}

/// The text before a variable that makes it part of a reference to a secret.
bool leads_to_name(std::string_view text) {
  for (std::string_view end : {"{{resolve:secretsmanager:", "{{resolve:ssm:", "{{resolve:ssm-secure:", ":secret:"})
    if (ends_with(text, end)) return true;
  return false;
}

class Walk {
 public:
  std::set<std::string_view> found;

  void visit(const Value& value, std::string_view key, unsigned depth) {
    if (depth > 200) return;
    if (value.is(ValueKind::expression)) return visit_expression(*value.expression, key, depth);
    for (const Field& field : value.fields) visit(*field.value, field.key.empty() ? key : field.key, depth + 1);
  }

 private:
  void visit_expression(const Expression& expression, std::string_view key, unsigned depth) {
    if (expression.kind == ExpressionKind::ref && wants_name(key)) found.insert(expression.target);
    std::string_view before;
    for (const SubPart& part : expression.parts) {
      const bool is_whole = expression.parts.size() == 1 && wants_name(key);
      if (part.is_variable && part.local == nullptr && (is_whole || leads_to_name(before))) found.insert(part.target);
      before = part.text;
    }
    for (const Field& arg : expression.args) visit(*arg.value, key, depth + 1);
  }
};

}  // namespace

std::set<std::string_view> naming_parameters(const UnitView& unit) {
  Walk walk;
  for (const Resource& resource : unit.written().resources) walk.visit(*resource.properties->value, "", 0);
  return walk.found;
}

}  // namespace cumulint
