// Flags parameters that carry a secret and are shown to whoever describes the stack.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// Properties that take a credential in plain.
constexpr std::string_view credential_properties[] = {
    "MasterUserPassword", "MasterPassword", "SecretString", "AuthToken", "AdminPassword", "Password",
    "UserPassword",       "BrokerPassword", "OAuthToken",   "ClientSecret", "PrivateKey", "AccessToken",
};

bool is_credential_property(std::string_view key) {
  for (std::string_view name : credential_properties)
    if (key == name) return true;
  return false;
}

/// The first credential property that the parameter feeds, or null.
const Field* fed_property(const Value& value, std::string_view parameter, std::string_view key, const Field* at,
                          unsigned depth) {
  if (depth > 200) return nullptr;
  if (value.is(ValueKind::expression)) {
    const Expression& expression = *value.expression;
    if (is_credential_property(key) && expression.kind == ExpressionKind::ref && expression.target == parameter) return at;
    for (const Field& arg : expression.args)
      if (const Field* found = fed_property(*arg.value, parameter, key, at, depth + 1)) return found;
    return nullptr;
  }
  for (const Field& field : value.fields) {
    const std::string_view name = field.key.empty() ? key : field.key;
    if (const Field* found = fed_property(*field.value, parameter, name, &field, depth + 1)) return found;
  }
  return nullptr;
}

void check(const UnitView& unit, Reporter& report) {
  for (const Parameter& parameter : unit.written().parameters) {
    if (parameter.no_echo || parameter.type == "Number" || starts_with(parameter.type, "AWS::")) continue;
    const Field* property = nullptr;
    for (const Resource& resource : unit.effective().resources)
      if (property == nullptr)
        property = fed_property(*resource.properties->value, parameter.name, "", resource.properties, 0);
    const bool secret_name = is_secret_name(parameter.name);
    if (!secret_name && property == nullptr) continue;
    Finding finding = report.finding(fact());
    finding.at(parameter.origin.key_place())
        .about("parameter:" + std::string(parameter.name))
        .say("parameter ", parameter.name, secret_name ? " is a secret by its name" : " feeds a credential",
             " and has no NoEcho")
        .why("its value is shown to whoever may describe the stack")
        .help("add NoEcho: true, or better pass the name of a secret in Secrets Manager");
    if (property != nullptr) finding.related(*property, "it is the ", property->key, " here");
    const Field map{parameter.name, parameter.origin, parameter.definition};
    if (const auto edit = insert_into_map(unit, map, {"NoEcho: true"}))
      finding.fix(FixSafety::safe, "add NoEcho: true", {*edit});
  }
}

}  // namespace

extern constinit const Rule parameter_no_echo{
    .info = {.id = "parameter-no-echo",
             .level = Level::warning,
             .fix = FixSafety::safe,
             .tags = {"security"},
             .section = "11.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
