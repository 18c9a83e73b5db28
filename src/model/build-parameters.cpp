// The Parameters section as records.
#include <array>

#include "base/strings.h"
#include "model/template-builder.h"

namespace cumulint {
namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
constexpr std::array<std::string_view, 4> plain_types = {"String", "Number", "List<Number>", "CommaDelimitedList"};

bool is_parameter_type(std::string_view type) {
  for (std::string_view known : plain_types)
    if (type == known) return true;
  return starts_with(type, "AWS::") || starts_with(type, "List<AWS::") || type == "List<String>";
}

}  // namespace

void TemplateBuilder::read_parameters() {
  for (const Field& field : section("Parameters")) {
    if (is_function_key(field.key)) continue;
    is_alphanumeric(field, "parameter");
    parameters_.push_back(read_parameter(field));
  }
}

Parameter TemplateBuilder::read_parameter(const Field& field) {
  Parameter parameter;
  parameter.name = field.key;
  parameter.origin = field.origin;
  parameter.type = "String";
  parameter.definition = field.value;
  const Value& body = *field.value;
  if (!body.is(ValueKind::map)) {
    if (body.is(ValueKind::text) || body.is(ValueKind::list)) syntax(field, join("parameter ", field.key, " must be a map"));
    return parameter;
  }
  if (const Field* type = body.find("Type")) {
    if (type->value->is(ValueKind::text)) parameter.type = type->value->text;
    check_parameter_type(parameter, *type);
  } else if (!template_.has_unknown_macro) {
    syntax_at_key(field, join("parameter ", field.key, " has no Type"), "most are Type: String");
  }
  if (const Field* value = body.find("Default")) {
    const bool is_scalar = value->value->is(ValueKind::text);
    if (is_scalar) parameter.default_value = arena_.make<Field>(*value);
    if (value->value->is(ValueKind::list) || value->value->is(ValueKind::map))
      syntax(*value, join("the Default of parameter ", field.key, " must be a text"),
             "write the items of a list as one text, separated by commas");
  }
  if (const Field* allowed = body.find("AllowedValues")) {
    if (allowed->value->is(ValueKind::list)) parameter.allowed_values = allowed->value->fields;
    if (allowed->value->is(ValueKind::text) || allowed->value->is(ValueKind::map))
      syntax(*allowed, join("the AllowedValues of parameter ", field.key, " must be a list"));
  }
  if (const Field* no_echo = body.find("NoEcho")) parameter.no_echo = is_true(*no_echo->value);
  return parameter;
}

void TemplateBuilder::check_parameter_type(const Parameter& parameter, const Field& type) {
  const Value& value = *type.value;
  if (value.is(ValueKind::broken) || value.is(ValueKind::null) || template_.has_unknown_macro) return;
  if (value.is(ValueKind::text) && is_parameter_type(value.text)) return;
  const std::string_view best = did_you_mean(value.literal(), plain_types);
  syntax(type, join("the Type of parameter ", parameter.name, " is no parameter type"),
         best.empty() ? std::string_view("String, Number, List<Number>, CommaDelimitedList, and AWS's own types are known")
                      : join("did you mean ", best, "?"));
}

}  // namespace cumulint
