// Turns `Policies` into the managed policies and inline documents of a role.
#include "sam/policies.h"

#include "base/strings.h"
#include "model/scalar.h"
#include "sam/role.h"
#include "sam/tables.h"

namespace cumulint::sam {
namespace {

enum class PolicyKind : std::uint8_t { none, managed, statement, policy_template, broken, invalid };

PolicyKind kind_of(const Value& policy, int depth = 0);

/// Both branches have to be of one kind; NoValue goes with all.
PolicyKind kind_of_if(const Expression& choice, int depth) {
  if (choice.args.size() != 3 || depth > 20) return PolicyKind::invalid;
  const PolicyKind then = kind_of(*choice.args[1].value, depth + 1);
  const PolicyKind otherwise = kind_of(*choice.args[2].value, depth + 1);
  if (then == PolicyKind::none) return otherwise;
  return otherwise == PolicyKind::none || otherwise == then ? then : PolicyKind::invalid;
}

PolicyKind kind_of(const Value& policy, int depth) {
  if (is_no_value(policy)) return PolicyKind::none;
  switch (policy.kind) {
    case ValueKind::text: return scalar_kind(policy) == ScalarKind::text ? PolicyKind::managed : PolicyKind::invalid;
    case ValueKind::broken: return PolicyKind::broken;
    case ValueKind::expression:
      return policy.expression->kind == ExpressionKind::if_ ? kind_of_if(*policy.expression, depth) : PolicyKind::managed;
    case ValueKind::map:
      if (policy.find("Statement") != nullptr) return PolicyKind::statement;
      if (policy.fields.size() == 1 && !find_policy_template(policy.fields[0].key).empty())
        return PolicyKind::policy_template;
      return PolicyKind::invalid;
    default: return PolicyKind::invalid;
  }
}

class PolicyAdder {
 public:
  PolicyAdder(Context& context, const SamResource& owner, Draft* role)
      : context_(context), owner_(owner), role_(role), maker_(context.maker(owner)) {}

  /// What kind of policy it is; one that is none is refused.
  PolicyKind check(const Field& policy, std::size_t index) {
    const PolicyKind kind = kind_of(*policy.value);
    if (kind == PolicyKind::invalid)
      context_.refuse_value(owner_, policy, {"item ", std::to_string(index + 1),
                                             " of Policies is no managed policy, policy document or policy template"},
                            help_for(*policy.value));
    return kind;
  }

  void add(const Field& policy, std::size_t index) {
    const PolicyKind kind = check(policy, index);
    if (role_ == nullptr) return;
    if (kind == PolicyKind::managed) {
      add_managed_policy(*role_, maker_, {{}, policy.origin, managed(*policy.value)});
    } else if (kind == PolicyKind::statement || kind == PolicyKind::policy_template) {
      name_ = context_.join({role_->id, "Policy", std::to_string(index)});
      add_inline_policy(*role_, maker_.at(with_cause(policy.origin)), inline_policy(policy));
    }
  }

 private:
  std::string_view help_for(const Value& policy) {
    if (!policy.is(ValueKind::map) || policy.fields.size() != 1) return {};
    return "SAM has no policy template of this name";
  }

  Origin with_cause(Origin origin) const {
    if (origin.cause == nullptr) origin.cause = maker_.origin().cause;
    origin.value = {};
    return origin;
  }

  /// With the names of AWS's own policies replaced by their ARNs, in the branches of a Fn::If too.
  const Value* managed(const Value& policy) {
    if (policy.is(ValueKind::expression) && policy.expression->kind == ExpressionKind::if_) {
      const std::span<const Field> args = policy.expression->args;
      const Value *then = managed(*args[1].value), *otherwise = managed(*args[2].value);
      const bool same = then == args[1].value && otherwise == args[2].value;
      return same ? &policy : maker_.if_(policy.expression->target, then, otherwise);
    }
    if (!policy.is(ValueKind::text)) return &policy;
    const std::string_view path = find_managed_policy(policy.text, context_.arena());
    return path.empty() ? &policy : managed_policy_arn(context_, maker_, path);
  }

  const Value* inline_policy(const Field& policy) {
    const Maker maker = maker_.at(with_cause(policy.origin));
    if (is_no_value(*policy.value)) return maker.no_value();
    if (policy.value->is(ValueKind::expression)) {
      const Expression& choice = *policy.value->expression;
      return maker.if_(choice.target, inline_policy(choice.args[1]), inline_policy(choice.args[2]));
    }
    const Value* document = policy.value;
    if (kind_of(*document) == PolicyKind::policy_template)
      document = policy_from_template(context_, owner_, document->fields[0]);
    return maker.map(std::vector<Field>{maker.field("PolicyName", maker.text(name_)),
                                        {"PolicyDocument", policy.origin, document}});
  }

  Context& context_;
  const SamResource& owner_;
  Draft* role_;
  Maker maker_;
  std::string_view name_;
};

}  // namespace

void add_policies(Context& context, const SamResource& owner, Draft* role) {
  const Field* policies = owner.find("Policies");
  if (policies == nullptr) return;
  PolicyAdder adder(context, owner, role);
  if (!policies->value->is(ValueKind::list)) {
    adder.add(*policies, 0);
    return;
  }
  for (std::size_t i = 0; i < policies->value->fields.size(); ++i) adder.add(policies->value->fields[i], i);
}

}  // namespace cumulint::sam
