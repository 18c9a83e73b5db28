// Flags secrets handed to functions as environment variables: everyone who may read the configuration reads them.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html

#include <algorithm>
#include <set>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// The last word of a parameter that names or points to something: DbSecretArn, SECRET_NAME, TokenUrl.
bool names_something(std::string_view parameter) {
  for (std::string_view word : {"Arn", "ARN", "arn", "Name", "NAME", "name", "Id", "ID", "Path", "PATH", "path", "Url", "URL", "Uri"})
    if (ends_with(parameter, word)) return true;
  return false;
}

/// A Number is no secret, what SSM gives in plain is none by its owner's decision, and the values that a template lists
/// are public.
bool may_hold_secret(const Parameter& parameter) {
  return parameter.type != "Number" && !starts_with(parameter.type, "AWS::") && parameter.allowed_values.empty() &&
         !names_something(parameter.name);
}

/// The parameter that the value passes on, or null. Of a text with other parts around it only a secret counts:
/// ${Stage}/db is a name.
const Parameter* parameter_of(const Value& value, const Template& source) {
  if (!value.is(ValueKind::expression)) return nullptr;
  const Expression& expression = *value.expression;
  if (expression.kind == ExpressionKind::ref) return source.find_parameter(expression.target);
  if (expression.kind == ExpressionKind::join && expression.args.size() == 2)
    for (const Field& part : expression.args[1].value->fields) {
      const bool is_reference = part.value->is(ValueKind::expression) && part.value->expression->kind == ExpressionKind::ref;
      const Parameter* parameter = is_reference ? source.find_parameter(part.value->expression->target) : nullptr;
      if (parameter != nullptr && (parameter->no_echo || is_secret_name(parameter->name))) return parameter;
    }
  for (const SubPart& part : expression.parts) {
    if (!part.is_variable || part.local != nullptr) continue;
    const Parameter* parameter = source.find_parameter(part.target);
    if (parameter != nullptr && (expression.parts.size() == 1 || parameter->no_echo || is_secret_name(parameter->name)))
      return parameter;
  }
  return nullptr;
}

/// Also of a text that is joined from pieces.
bool resolves_secret(const Value& value, unsigned depth = 0) {
  constexpr std::string_view reference = "{{resolve:secretsmanager:";
  if (value.is(ValueKind::text)) return contains(value.text, reference);
  if (depth > 4) return false;
  if (value.is(ValueKind::list))
    return std::any_of(value.fields.begin(), value.fields.end(),
                       [&](const Field& item) { return resolves_secret(*item.value, depth + 1); });
  if (!value.is(ValueKind::expression)) return false;
  const Expression& expression = *value.expression;
  for (const SubPart& part : expression.parts)
    if (contains(part.text, reference)) return true;
  return expression.kind == ExpressionKind::join &&
         std::any_of(expression.args.begin(), expression.args.end(),
                     [&](const Field& arg) { return resolves_secret(*arg.value, depth + 1); });
}

using Naming = std::set<std::string_view>;

/// A value of a variable, as written: a parameter stays one, whatever a configuration gives it.
struct Branch {
  const Field &variable, &value;
  Scenario when;
};

void check_variable(const ResourceView& function, const Branch& branch, const Naming& naming, Reporter& report) {
  const UnitView unit = function.unit_view();
  const bool is_resolved = resolves_secret(*branch.value.value);
  const Parameter* parameter = is_resolved ? nullptr : parameter_of(*branch.value.value, unit.effective());
  if (!is_resolved && (parameter == nullptr || !may_hold_secret(*parameter) || naming.count(parameter->name) > 0)) return;
  Finding finding = report.finding(when(branch.when));
  finding.at(branch.value).about(function);
  finding.say("environment variable ", branch.variable.key, " of function ", function, " holds ",
              parameter != nullptr ? "the value of parameter " : "a secret of Secrets Manager",
              parameter != nullptr ? parameter->name : "")
      .why("whoever may read the function's configuration can read it")
      .help("pass the secret's name or ARN and read it at run time, from Secrets Manager or an SSM SecureString");
  if (parameter != nullptr)
    finding.about("parameter:" + std::string(parameter->name)).related(parameter->origin.key_place(), "the parameter");
}

void check_branches(const ResourceView& function, const Branch& branch, const Naming& naming, Reporter& report, unsigned depth) {
  const Value& value = *branch.value.value;
  const bool is_if = value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::if_ && value.expression->args.size() == 3;
  if (!is_if || depth > 8) return check_variable(function, branch, naming, report);
  const UnitView unit = function.unit_view();
  const Conditions& conditions = unit.unit().resolver->conditions();
  for (const bool is : {true, false}) {
    if (conditions.holds(value.expression->target, branch.when) == truth_of(!is)) continue;
    const Scenario when = conditions.with(branch.when, value.expression->target, is, *unit.run().scratch);
    check_branches(function, {branch.variable, value.expression->args[is ? 1 : 2], when}, naming, report, depth + 1);
  }
}

void check_function(const ResourceView& function, const Naming& naming, Reporter& report) {
  for (const Choice& variables : function.choices("Environment.Variables").items) {
    if (!variables.field->value->is(ValueKind::map)) continue;
    for (const Field& variable : variables.field->value->fields) {
      if (!is_secret_name(variable.key)) continue;
      check_branches(function, {variable, variable, variables.when}, naming, report, 0);
    }
  }
}

void check(const UnitView& unit, Reporter& report) {
  const Naming naming = naming_parameters(unit);
  for (const ResourceView& function : unit.resources({"AWS::Lambda::Function"})) check_function(function, naming, report);
}

}  // namespace

extern constinit const Rule secret_in_environment{
    .info = {.id = "secret-in-environment", .level = Level::warning, .tags = {"security"}, .section = "11.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
