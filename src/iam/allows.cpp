// "May this principal do this action on this resource?", over all statements that could say so.
#include <algorithm>

#include "base/strings.h"
#include "iam/covers.h"
#include "iam/policy-index.h"

namespace cumulint {
namespace {

class Judge {
 public:
  Judge(const Policies& policies, const AccessQuestion& question, Arena& arena)
      : policies_(policies), q_(question), names_(*policies.index->names), arena_(arena) {}

  Truth answer() {
    Truth allowed = Truth::no, denied = Truth::no;
    if (q_.role != nullptr) ask_role(allowed, denied);
    if (q_.resource != nullptr)
      for (const Policy* policy : policies_.guarding(*q_.resource))
        if (policy->kind == PolicyKind::resource) ask(*policy, true, allowed, denied);
    return both(allowed, negate(denied));
  }

 private:
  void ask_role(Truth& allowed, Truth& denied) {
    Truth limit = Truth::yes, unused = Truth::no;
    for (const Policy* policy : policies_.of_role(*q_.role)) {
      if (policy->kind != PolicyKind::boundary) {
        ask(*policy, false, allowed, denied);
        continue;
      }
      Truth within = Truth::no;
      ask(*policy, false, within, unused);
      limit = both(limit, either(within, always(Truth::unknown, policy->when)));
    }
    allowed = both(allowed, limit);
  }

  bool may_be(const Scenario& when) const { return q_.under.is_fact() || consistent(q_.under, when) != Truth::no; }

  void ask(const Policy& policy, bool by_principal, Truth& allowed, Truth& denied) {
    if (!may_be(policy.when)) return;
    if (policy.open) allowed = either(allowed, Truth::unknown);
    for (const Statement& statement : policy.statements) {
      if (!may_be(statement.when)) continue;
      Truth applies = always(applies_to(statement, by_principal), policy.when);
      if (statement.effect == Effect::unknown || statement.open) applies = both(applies, Truth::unknown);
      if (statement.effect != Effect::deny) allowed = either(allowed, applies);
      if (statement.effect != Effect::allow) denied = either(denied, applies);
    }
  }

  Truth applies_to(const Statement& statement, bool by_principal) {
    Truth applies = covers_all(statement);
    if (applies == Truth::no) return Truth::no;
    if (by_principal) applies = both(applies, principal(statement));
    if (applies == Truth::no) return Truth::no;
    for (const PolicyCondition& condition : statement.conditions) applies = both(applies, holds(condition));
    return always(applies, statement.when);
  }

  Truth covers_all(const Statement& statement) {
    Truth action =
        statement.not_actions.empty() ? any_action(statement.actions) : negate(any_action(statement.not_actions));
    if (statement.actions.empty() && statement.not_actions.empty() && statement.open) action = Truth::unknown;
    if (action == Truth::no) return Truth::no;
    return both(action, resource(statement));
  }

  Truth any_action(std::span<const PolicyItem> items) {
    Truth best = Truth::no;
    for (const PolicyItem& item : items)
      best = either(best, covers_action(item, q_.action, names_.resolver().conditions(), arena_));
    return best;
  }

  Truth any_resource(std::span<const PolicyItem> items) {
    Truth best = Truth::no;
    for (const PolicyItem& item : items)
      best = either(best, covers_resource(item, q_.resource, q_.resource_suffix, names_, arena_));
    return best;
  }

  Truth resource(const Statement& statement) {
    if (!statement.not_resources.empty()) return negate(any_resource(statement.not_resources));
    // Lambda's permissions and some resource policies name no resource: they are about the one that they guard.
    if (statement.resources.empty()) return statement.open ? Truth::unknown : Truth::yes;
    return any_resource(statement.resources);
  }

  // ---- principals

  Truth principal(const Statement& statement) {
    Truth best = Truth::no;
    for (std::size_t i = 0; i < statement.principals.size(); ++i)
      best = either(best, is_principal(statement.principals[i], statement.principal_kinds[i]));
    return best;
  }

  Truth is_principal(const PolicyItem& item, std::string_view kind) {
    if (item.text.equals("*") == Truth::yes) return always(Truth::yes, item.when);
    if (kind == "Service" || kind == "*") {
      if (q_.service.empty()) return Truth::no;
      if (item.text.equals(q_.service) == Truth::yes) return always(Truth::yes, item.when);
      return both(item.text.starts_with(service_name()), Truth::unknown);
    }
    if (kind == "unknown" && !q_.service.empty()) return both(item.text.starts_with(service_name()), Truth::unknown);
    if (kind != "AWS" || q_.role == nullptr) return Truth::no;
    const Reference* reference = item.text.whole_reference();
    if (reference != nullptr && reference->resource == q_.role) return always(Truth::yes, item.when);
    return reference != nullptr && reference->resource != nullptr ? Truth::no : Truth::unknown;
  }

  /// "sns." of "sns.amazonaws.com": Regions and partitions have other endings.
  std::string_view service_name() const { return q_.service.substr(0, q_.service.find('.') + 1); }

  // ---- conditions

  Truth holds(const PolicyCondition& condition) {
    std::string_view operation = condition.operation;
    for (std::string_view set : {"ForAnyValue:", "ForAllValues:"})
      if (starts_with(operation, set)) operation.remove_prefix(set.size());
    if (ends_with(operation, "IfExists")) operation.remove_suffix(8);
    const std::string key = lower(condition.key);
    const bool is_equality =
        operation == "ArnLike" || operation == "ArnEquals" || operation == "StringLike" || operation == "StringEquals";
    if (key == "aws:sourcearn" && is_equality) return source_fits(condition);
    if (key == "aws:sourceaccount" && is_equality) return account_fits(condition);
    if (key == "aws:securetransport" && operation == "Bool") return is_text(condition, "true");
    return Truth::unknown;
  }

  Truth source_fits(const PolicyCondition& condition) {
    if (q_.source == nullptr) return Truth::unknown;
    Truth best = Truth::no;
    for (const PolicyItem& value : condition.values) best = either(best, covers_source(value));
    return best;
  }

  /// The ARN in aws:SourceArn may be longer than the resource's: "/*/GET/orders" of an API.
  Truth covers_source(const PolicyItem& value) {
    const Truth exact = covers_resource(value, q_.source, {}, names_, arena_);
    if (exact != Truth::no) return exact;
    const Candidate candidate{.field = value.field, .text = value.text, .when = value.when};
    for (const Named& named : names_.find_all(candidate, {}, arena_))
      if (named.resource == q_.source) return always(Truth::yes, value.when);
    return Truth::no;
  }

  /// An account fits any: whoever writes an account's number means the one that he deploys to.
  Truth account_fits(const PolicyCondition& condition) {
    Truth best = Truth::no;
    for (const PolicyItem& value : condition.values) {
      const Reference* reference = value.text.whole_reference();
      const bool own = reference != nullptr && reference->target == "AWS::AccountId";
      const bool is_number = value.text.known().has_value() && value.text.known()->size() == 12;
      best = either(best, own || is_number ? Truth::yes : Truth::unknown);
    }
    return best;
  }

  Truth is_text(const PolicyCondition& condition, std::string_view text) {
    Truth best = Truth::no;
    for (const PolicyItem& value : condition.values) best = either(best, value.text.equals(text));
    return best;
  }

  const Policies& policies_;
  const AccessQuestion& q_;
  const ResourceNames& names_;
  Arena& arena_;
};

}  // namespace

Truth allows(const Policies& policies, const AccessQuestion& question) {
  if (policies.index == nullptr) return Truth::unknown;
  Arena scratch;
  return Judge(policies, question, scratch).answer();
}

}  // namespace cumulint
