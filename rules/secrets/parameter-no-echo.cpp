// Flags parameters that carry a secret and are shown to whoever describes the stack.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html

#include <map>
#include <set>

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

/// Parameter -> the first credential property that it feeds.
using Fed = std::map<std::string_view, const Field*>;

/// The key before a value in JSON text: password of `{"user": "shop", "password": "`.
std::string_view json_key_before(std::string_view text) {
  const auto without = [&text](std::string_view characters) {
    const std::size_t last = text.find_last_not_of(characters);
    text = last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
  };
  without("\"");
  without(" \n\t");
  if (!ends_with(text, ":")) return {};
  without(": \n\t");
  if (!ends_with(text, "\"")) return {};
  text.remove_suffix(1);
  return text.substr(text.rfind('"') + 1);
}

/// What is joined with other text may be a user's name as well: the whole text counts, and what JSON calls a secret.
void collect_from_sub(const Expression& sub, const Field* at, Fed& fed) {
  std::string_view before;
  for (const SubPart& part : sub.parts) {
    const bool is_parameter = part.is_variable && part.attribute.empty() && part.local == nullptr;
    if (is_parameter && (sub.parts.size() == 1 || is_secret_name(json_key_before(before)))) fed.emplace(part.target, at);
    before = part.text;
  }
}

void collect_from_join(const Expression& join, const Field* at, Fed& fed) {
  if (join.args.size() != 2) return;
  std::string_view before;
  for (const Field& part : join.args[1].value->fields) {
    const bool is_reference = part.value->is(ValueKind::expression) && part.value->expression->kind == ExpressionKind::ref;
    if (is_reference && is_secret_name(json_key_before(before))) fed.emplace(part.value->expression->target, at);
    before = part.value->literal();
  }
}

void collect_fed(const Value& value, std::string_view key, const Field* at, Fed& fed, unsigned depth) {
  if (depth > 200) return;
  if (value.is(ValueKind::expression)) {
    const Expression& expression = *value.expression;
    if (is_credential_property(key) && expression.kind == ExpressionKind::ref) fed.emplace(expression.target, at);
    if (is_credential_property(key) && expression.kind == ExpressionKind::sub) collect_from_sub(expression, at, fed);
    if (is_credential_property(key) && expression.kind == ExpressionKind::join) collect_from_join(expression, at, fed);
    if (expression.kind != ExpressionKind::if_) return;
    for (const Field& arg : expression.args) collect_fed(*arg.value, key, at, fed, depth + 1);
    return;
  }
  for (const Field& field : value.fields)
    collect_fed(*field.value, field.key.empty() ? key : field.key, &field, fed, depth + 1);
}

void check(const UnitView& unit, Reporter& report) {
  Fed fed;
  for (const Resource& resource : unit.effective().resources)
    collect_fed(*resource.properties->value, "", resource.properties, fed, 0);
  const std::set<std::string_view> naming = naming_parameters(unit);
  for (const Parameter& parameter : unit.written().parameters) {
    if (parameter.no_echo || parameter.type == "Number" || starts_with(parameter.type, "AWS::")) continue;
    if (!parameter.allowed_values.empty()) continue;  // the values that a template lists are public
    const auto found = fed.find(parameter.name);
    const Field* property = found == fed.end() ? nullptr : found->second;
    const bool secret_name = is_secret_name(parameter.name);
    if (property == nullptr && (!secret_name || naming.count(parameter.name) > 0)) continue;
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
