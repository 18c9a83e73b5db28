// DeploymentPreference: CodeDeploy shifts an alias to a new version step by step.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
#include <algorithm>

#include "base/strings.h"
#include "sam/function.h"
#include "sam/parts.h"
#include "sam/properties.h"
#include "sam/role.h"
#include "sam/tags.h"

namespace cumulint::sam {
namespace {

constexpr std::string_view application_id = "ServerlessDeploymentApplication";
constexpr std::string_view role_id = "CodeDeployServiceRole";

// CodeDeploy's own configurations; every other name is one of the user's.
constexpr std::string_view own_types[] = {
    "AllAtOnce", "Canary10Percent5Minutes", "Canary10Percent10Minutes", "Canary10Percent15Minutes",
    "Canary10Percent30Minutes", "Linear10PercentEvery1Minute", "Linear10PercentEvery2Minutes",
    "Linear10PercentEvery3Minutes", "Linear10PercentEvery10Minutes"};

/// True too if there is no preference at all, or an empty one.
bool is_disabled(Context& context, const SamResource& resource) {
  const Field* preference = resource.find("DeploymentPreference");
  if (!is_set(preference) || !preference->value->is(ValueKind::map)) return true;
  const Field* enabled = resource.find("DeploymentPreference.Enabled");
  if (enabled == nullptr) return false;
  const Field known{enabled->key, enabled->origin, context.resolve(enabled->value)};
  return !is_set(&known) || is_false(*known.value);
}

bool is_enabled(Context& context, const SamResource& resource) {
  if (resource.type != "Function" || !is_set(resource.find("AutoPublishAlias")) || is_disabled(context, resource)) return false;
  return resource.find("DeploymentPreference.Type") != nullptr;
}

bool passes_condition(Context& context, const SamResource& resource) {
  const Field* pass = resource.find("DeploymentPreference.PassthroughCondition");
  return pass != nullptr && is_true(*context.resolve(pass->value));
}

const Value* configuration_name(const Maker& maker, const Value* type) {
  if (type->is(ValueKind::text)) {
    if (std::find(std::begin(own_types), std::end(own_types), type->text) == std::end(own_types)) return type;
    return maker.sub("CodeDeployDefault.Lambda${ConfigName}", {maker.field("ConfigName", type)});
  }
  if (type->is(ValueKind::expression) && type->expression->kind == ExpressionKind::if_ && type->expression->args.size() == 3)
    return maker.if_(type->expression->target, configuration_name(maker, type->expression->args[1].value),
                     configuration_name(maker, type->expression->args[2].value));
  return type;
}

/// {Enabled, Alarms: [{Name}]}; null if there are none.
const Value* alarm_configuration(Context& context, const SamResource& resource, const Field& alarms) {
  const Maker maker = context.maker(resource);
  const Value& value = *alarms.value;
  const auto refuse = [&] { context.refuse_value(resource, alarms, {"Alarms has to be a list, in each branch of an Fn::If too"}); };
  if (value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::if_ && value.expression->args.size() == 3) {
    const Field &yes = value.expression->args[1], &no = value.expression->args[2];
    if (is_no_value(*yes.value) || is_no_value(*no.value)) return refuse(), nullptr;
    const Value* then = alarm_configuration(context, resource, yes);
    const Value* otherwise = alarm_configuration(context, resource, no);
    return maker.if_(value.expression->target, then != nullptr ? then : maker.no_value(),
                     otherwise != nullptr ? otherwise : maker.no_value());
  }
  if (is_no_value(value) || value.is(ValueKind::broken)) return nullptr;
  if (!value.is(ValueKind::list)) {
    refuse();
    return nullptr;
  }
  if (value.fields.empty()) return nullptr;
  std::vector<const Value*> names;
  for (const Field& alarm : value.fields)
    names.push_back(maker.map(std::vector<Field>{{"Name", alarm.origin, alarm.value}}));
  return maker.map({{"Enabled", maker.boolean(true)}, {"Alarms", maker.list(names)}});
}

void add_group(Context& context, const SamResource& resource) {
  const Maker maker = context.maker(resource);
  Draft& group = context.add(resource, context.join({resource.id(), "DeploymentGroup"}), "AWS::CodeDeploy::DeploymentGroup");
  if (!passes_condition(context, resource)) group.condition = {};
  Fields& properties = group.properties;
  if (const Field* alarms = resource.find("DeploymentPreference.Alarms"))
    properties.set(maker, "AlarmConfiguration", alarm_configuration(context, resource, *alarms));
  properties.set(maker, "ApplicationName", maker.ref(application_id));
  properties.set(maker, "AutoRollbackConfiguration",
                 maker.map({{"Enabled", maker.boolean(true)},
                            {"Events", maker.list({maker.text("DEPLOYMENT_FAILURE"), maker.text("DEPLOYMENT_STOP_ON_ALARM"),
                                                   maker.text("DEPLOYMENT_STOP_ON_REQUEST")})}}));
  const Field* type = resource.find("DeploymentPreference.Type");
  properties.set(maker, "DeploymentConfigName", configuration_name(maker, context.resolve(type->value)));
  properties.set(maker, "DeploymentStyle", maker.map({{"DeploymentType", maker.text("BLUE_GREEN")},
                                                      {"DeploymentOption", maker.text("WITH_TRAFFIC_CONTROL")}}));
  properties.set(maker, "ServiceRoleArn", maker.get_att(role_id, "Arn"));
  if (const Field* role = resource.find("DeploymentPreference.Role"); is_set(role))
    properties.take(maker, "ServiceRoleArn", role);
  properties.take(maker, "TriggerConfigurations", resource.find("DeploymentPreference.TriggerConfigurations"));
}

void set_update_policy(Context& context, const SamResource& resource, Draft& alias) {
  const Maker maker = context.maker(resource);
  Fields update;
  update.set(maker, "ApplicationName", maker.ref(application_id));
  update.set(maker, "DeploymentGroupName", maker.ref(context.join({resource.id(), "DeploymentGroup"})));
  update.take(maker, "BeforeAllowTrafficHook", resource.find("DeploymentPreference.Hooks.PreTraffic"));
  update.take(maker, "AfterAllowTrafficHook", resource.find("DeploymentPreference.Hooks.PostTraffic"));
  alias.attributes.set(maker, "UpdatePolicy", maker.map({{"CodeDeployLambdaAliasUpdate", update.value(maker)}}));
}

void check_passthrough(Context& context, const SamResource& resource) {
  const Field* pass = resource.find("DeploymentPreference.PassthroughCondition");
  if (pass == nullptr) return;
  const Value* value = context.resolve(pass->value);
  if (value->is(ValueKind::expression))
    context.refuse_value(resource, *pass, {"PassthroughCondition has to be known before deployment"},
                         "use true, false, a parameter with a default, or a mapping");
  else if (!is_true(*value) && !is_false(*value) && !value->is(ValueKind::broken))
    context.refuse_value(resource, *pass, {"PassthroughCondition has to be true or false"});
}

/// The role serves all groups, so it has the tags of all functions that propagate theirs.
void add_all_tags(Context& context, const std::vector<const SamResource*>& users, Draft& role) {
  const Maker maker = context.maker(role.subject);
  Fields all;
  for (const SamResource* user : users) {
    const Field* tags = user->find("Tags");
    if (tags == nullptr || !is_set(user->find("PropagateTags"))) continue;
    for (const Field& tag : tags->value->fields) all.set(tag);
  }
  const Field tags = maker.field("Tags", all.value(maker));
  if (!all.empty()) role.properties.set(maker, "Tags", tag_list(context, role.subject, &tags, {}));
}

/// The condition under which any of the groups exists; empty if one always does.
std::string_view shared_condition(Context& context, const std::vector<const SamResource*>& users) {
  std::vector<std::string_view> conditions;
  for (const SamResource* user : users) {
    const std::string_view condition = user->written->condition;
    if (condition.empty() || !passes_condition(context, *user)) return {};
    conditions.push_back(condition);
  }
  std::sort(conditions.begin(), conditions.end());
  conditions.erase(std::unique(conditions.begin(), conditions.end()), conditions.end());
  if (conditions.size() == 1) return conditions.front();
  const Maker maker = context.maker(*users.front());
  std::vector<const Value*> named;
  for (const std::string_view condition : conditions) named.push_back(maker.map({{"Condition", maker.text(condition)}}));
  return context.add_condition(*users.front(), "ServerlessCodeDeployCondition", maker.call("Fn::Or", maker.list(named)));
}

}  // namespace

void add_deployment(Context& context, const SamResource& resource, Draft* alias) {
  const Field* preference = resource.find("DeploymentPreference");
  if (is_disabled(context, resource)) return;
  if (!is_set(resource.find("AutoPublishAlias"))) {
    context.refuse_conflict(resource, *preference, {"DeploymentPreference needs AutoPublishAlias"}, "set AutoPublishAlias");
    return;
  }
  if (resource.find("DeploymentPreference.Type") == nullptr) {
    context.refuse_value(resource, *preference, {"DeploymentPreference.Type is required"});
    return;
  }
  const Field* hooks = resource.find("DeploymentPreference.Hooks");
  if (hooks != nullptr && !has_shape(*hooks->value, Shape::map))
    context.refuse_value(resource, *hooks, {"DeploymentPreference.Hooks has to be a map"});
  check_passthrough(context, resource);
  if (alias == nullptr) return;
  set_update_policy(context, resource, *alias);
}

void expand_deployments(Context& context) {
  std::vector<const SamResource*> users;
  for (const SamResource& resource : context.resources())
    if (!resource.broken && is_enabled(context, resource)) users.push_back(&resource);
  if (users.empty()) return;
  const std::string_view condition = shared_condition(context, users);
  const SamResource& first = *users.front();
  const Maker maker = context.maker(first);
  const auto add = [&](std::string_view id, std::string_view type) -> Draft& {
    Draft& draft = context.add(first, id, type);
    draft.condition = condition;
    draft.attributes = {};
    return draft;
  };
  add(application_id, "AWS::CodeDeploy::Application").properties.set(maker, "ComputePlatform", maker.text("Lambda"));
  const bool wants_role = std::any_of(users.begin(), users.end(), [](const SamResource* user) {
    return !is_set(user->find("DeploymentPreference.Role"));
  });
  if (wants_role) {
    Draft& role = add(role_id, "AWS::IAM::Role");
    role.properties.set(maker, "AssumeRolePolicyDocument", assume_role_document(maker, "codedeploy.amazonaws.com"));
    add_managed_policy(context, role, first, "service-role/AWSCodeDeployRoleForLambda");
  }
  for (const SamResource* user : users) {
    const std::size_t before = context.drafts().size();
    add_group(context, *user);
    propagate_tags(context, *user, before);
  }
  if (wants_role) add_all_tags(context, users, *context.find(role_id));
}

}  // namespace cumulint::sam
