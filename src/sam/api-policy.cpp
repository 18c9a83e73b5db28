// Resource policies of REST APIs, from the lists of accounts, addresses and networks that SAM offers.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
#include "base/strings.h"
#include "model/scalar.h"
#include "sam/api-auth.h"

namespace cumulint::sam {
namespace {

class PolicyWriter {
 public:
  PolicyWriter(const Maker& maker, const ApiDocument::Policy& policy) : maker_(maker), policy_(policy) {}

  void write(std::vector<const Value*>& statements) {
    accounts("AwsAccountWhitelist", "Allow", statements);
    accounts("AwsAccountBlacklist", "Deny", statements);
    std::vector<const Value*> denied;
    addresses("IpRangeWhitelist", "NotIpAddress", denied);
    addresses("IpRangeBlacklist", "IpAddress", denied);
    networks("Blacklist", "StringEquals", denied);
    networks("Whitelist", "StringNotEquals", denied);
    if (denied.empty()) return;
    statements.push_back(statement("Allow", maker_.text("*"), nullptr));
    statements.insert(statements.end(), denied.begin(), denied.end());
  }

 private:
  const Field* find(std::string_view name) const {
    const Field* field = policy_.written->value->find(name);
    return is_given(field) ? field : nullptr;
  }

  const Value* statement(std::string_view effect, const Value* principal, const Value* condition) const {
    return maker_.map({{"Action", maker_.text("execute-api:Invoke")},
                       {"Resource", maker_.list(policy_.resources)},
                       {"Effect", maker_.text(effect)},
                       {"Condition", condition},
                       {"Principal", principal}});
  }

  static const Value* as_list(const Maker& maker, const Field& field) {
    return field.value->is(ValueKind::list) ? field.value : maker.list({field.value});
  }

  void accounts(std::string_view name, std::string_view effect, std::vector<const Value*>& statements) const {
    if (const Field* list = find(name))
      statements.push_back(statement(effect, maker_.map({{"AWS", as_list(maker_, *list)}}), nullptr));
  }

  void addresses(std::string_view name, std::string_view test, std::vector<const Value*>& statements) const {
    if (const Field* list = find(name))
      statements.push_back(statement("Deny", maker_.text("*"),
                                     maker_.map({{test, maker_.map({{"aws:SourceIp", as_list(maker_, *list)}})}})));
  }

  void add_items(const Field* list, std::vector<const Value*>& items) const {
    if (list == nullptr || !list->value->is(ValueKind::list)) return;
    for (const Field& item : list->value->fields) items.push_back(item.value);
  }

  /// Networks and endpoints are in one list by their prefix, or in two where functions hide it.
  void networks(std::string_view side, std::string_view test, std::vector<const Value*>& statements) const {
    std::vector<const Value*> networks, endpoints;
    if (const Field* list = find(std::string("SourceVpc").append(side)); list != nullptr && list->value->is(ValueKind::list))
      for (const Field& item : list->value->fields)
        (starts_with(item.value->literal(), "vpce") ? endpoints : networks).push_back(item.value);
    add_items(find(std::string("IntrinsicVpc").append(side)), networks);
    add_items(find(std::string("IntrinsicVpce").append(side)), endpoints);
    if (networks.empty() && endpoints.empty()) return;
    const Value* condition = maker_.map({{"aws:SourceVpc", networks.empty() ? nullptr : maker_.list(networks)},
                                         {"aws:SourceVpce", endpoints.empty() ? nullptr : maker_.list(endpoints)}});
    statements.push_back(statement("Deny", maker_.text("*"), maker_.map({{test, condition}})));
  }

  Maker maker_;
  const ApiDocument::Policy& policy_;
};

bool check_networks(Context& context, const Subject& subject, const Field& policy) {
  bool good = true;
  for (const std::string_view side : {"Whitelist", "Blacklist"}) {
    const Field* list = policy.value->find(std::string("SourceVpc").append(side));
    if (!is_given(list) || list->value->is(ValueKind::broken) || list->value->is(ValueKind::expression) ||
        list->value->is(ValueKind::text))
      continue;
    const auto refuse = [&](const Field& at) {
      good = false;
      context.refuse_value(subject, at, {"SourceVpc", side, " has to be a list of texts"},
                           context.join({"functions belong in IntrinsicVpc", side, " or IntrinsicVpce", side}));
    };
    if (!list->value->is(ValueKind::list)) {
      refuse(*list);
      continue;
    }
    for (const Field& item : list->value->fields)
      if (!item.value->is(ValueKind::text)) refuse(item);
  }
  return good;
}

}  // namespace

void add_resource_policy(Context& context, ApiDocument& document, const Subject& subject, const Field& policy,
                         OperationKey operation) {
  if (!policy.value->is(ValueKind::map)) {
    if (!policy.value->is(ValueKind::broken) && !policy.value->is(ValueKind::expression)) context.refuse_value(subject, policy, {"ResourcePolicy has to be a map"});
    return;
  }
  ApiDocument::Policy* known = nullptr;
  for (ApiDocument::Policy& one : document.policies)
    if (one.written == &policy) known = &one;
  if (known == nullptr) {
    if (!check_networks(context, subject, policy)) return;
    known = &document.policies.emplace_back(ApiDocument::Policy{&policy, {}});
  }
  const Maker maker = context.maker(subject);
  std::string verb = operation.method == any_method ? "*" : std::string(operation.method);
  for (char& c : verb)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const Field* stage = document.api->find("StageName");
  known->resources.push_back(
      maker.sub(context.join({"execute-api:/${__Stage__}/", verb, permission_path(operation.path)}),
                {maker.field("__Stage__", stage != nullptr ? stage->value : maker.text("*"))}));
}

void add_custom_statements(Context&, ApiDocument& document, const Subject&, const Field& policy) {
  const Field* custom = policy.value->find("CustomStatements");
  if (!is_given(custom)) return;
  if (!custom->value->is(ValueKind::list)) document.custom_statements.push_back(*custom);
  else document.custom_statements.insert(document.custom_statements.end(), custom->value->fields.begin(), custom->value->fields.end());
}

void write_resource_policy(Context& context, ApiDocument& document) {
  const Maker maker = context.maker(document.subject());
  std::vector<const Value*> made;
  for (const ApiDocument::Policy& policy : document.policies) PolicyWriter(maker, policy).write(made);
  std::vector<Field> statements;
  for (const Value* statement : made) statements.push_back(maker.field({}, statement));
  for (const Field& custom : document.custom_statements) statements.push_back({{}, custom.origin, custom.value});
  if (statements.empty()) return;
  document.set(maker, "x-amazon-apigateway-policy",
               maker.map({{"Version", maker.text("2012-10-17")}, {"Statement", maker.list(std::move(statements))}}));
}

}  // namespace cumulint::sam
