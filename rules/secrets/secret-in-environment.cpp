// Flags secrets handed to functions as environment variables: everyone who may read the configuration reads them.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// A Number is no secret, and what SSM gives in plain is none by its owner's decision.
bool may_hold_secret(const Parameter& parameter) {
  return parameter.type != "Number" && !starts_with(parameter.type, "AWS::SSM::Parameter::") &&
         !starts_with(parameter.type, "AWS::");
}

/// The parameter that the value passes on, or null.
const Parameter* parameter_of(const Value& value, const Template& source) {
  if (!value.is(ValueKind::expression)) return nullptr;
  const Expression& expression = *value.expression;
  if (expression.kind == ExpressionKind::ref) return source.find_parameter(expression.target);
  for (const SubPart& part : expression.parts)
    if (part.is_variable && part.local == nullptr && part.attribute.empty())
      if (const Parameter* parameter = source.find_parameter(part.target)) return parameter;
  return nullptr;
}

bool resolves_secret(const Value& value) {
  if (value.is(ValueKind::text)) return contains(value.text, "{{resolve:secretsmanager:");
  if (!value.is(ValueKind::expression)) return false;
  for (const SubPart& part : value.expression->parts)
    if (contains(part.text, "{{resolve:secretsmanager:")) return true;
  return false;
}

void check_variable(const ResourceView& function, const Field& variable, const Choice& choice, Reporter& report) {
  const UnitView unit = function.unit_view();
  const Parameter* parameter = parameter_of(*choice.field->value, unit.effective());
  if (parameter != nullptr && !may_hold_secret(*parameter)) return;
  if (parameter == nullptr && !resolves_secret(*choice.field->value)) return;
  Finding finding = report.finding(when(choice.when));
  finding.at(*choice.field).about(function);
  finding.say("environment variable ", variable.key, " of function ", function, " holds ",
              parameter != nullptr ? "the value of parameter " : "a secret of Secrets Manager",
              parameter != nullptr ? parameter->name : "")
      .why("whoever may read the function's configuration can read it")
      .help("pass the secret's name or ARN and read it at run time, from Secrets Manager or an SSM SecureString");
  if (parameter != nullptr)
    finding.about("parameter:" + std::string(parameter->name)).related(parameter->origin.key_place(), "the parameter");
}

void check(const ResourceView& function, Reporter& report) {
  for (const Choice& variables : function.choices("Environment.Variables").items) {
    if (!variables.field->value->is(ValueKind::map)) continue;
    for (const Field& variable : variables.field->value->fields) {
      if (!is_secret_name(variable.key)) continue;
      for (const Choice& choice : function.unit_view().choices(variable, variables.when).items)
        check_variable(function, variable, choice, report);
    }
  }
}

}  // namespace

extern constinit const Rule secret_in_environment{
    .info = {.id = "secret-in-environment", .level = Level::warning, .tags = {"security"}, .section = "11.3"},
    .types = {"AWS::Lambda::Function"},
    .on_resource = check,
};

}  // namespace cumulint::rules
