// AWS::Serverless::CapacityProvider: instances for Lambda functions, with the role that runs them.
#include "model/scalar.h"
#include "sam/parts.h"
#include "sam/properties.h"
#include "sam/role.h"
#include "sam/tags.h"

namespace cumulint::sam {
namespace {

constexpr PropertyRule rules[] = {
    {"CapacityProviderName", Shape::text}, {"VpcConfig", Shape::map, true, true},   {"OperatorRole", Shape::text},
    {"Tags", Shape::map},                  {"InstanceRequirements", Shape::map, false, true}, {"ScalingConfig", Shape::map, false, true},
    {"KmsKeyArn", Shape::text},            {"PropagateTags", Shape::boolean, false, true}, {"LoggingConfig", Shape::map},
    {"ManagedResourceTags", Shape::map, false, true}};

constexpr PropertyRule vpc_rules[] = {{"SubnetIds", Shape::list, true}, {"SecurityGroupIds", Shape::list}};
constexpr PropertyRule instance_rules[] = {
    {"Architectures", Shape::list}, {"AllowedTypes", Shape::list}, {"ExcludedTypes", Shape::list}};
constexpr PropertyRule scaling_rules[] = {{"MaxVCpuCount", Shape::number}, {"AverageCPUUtilization", Shape::number}};
constexpr PropertyRule tag_rules[] = {{"Tags"}, {"ExplicitTags"}, {"PropagateTags"}};

bool check_part(Context& context, const SamResource& resource, std::string_view name, std::span<const PropertyRule> inner) {
  const Field* field = resource.find(name);
  if (field == nullptr || !field->value->is(ValueKind::map)) return true;
  return check_properties(context, {resource, field, context.join({name, "."})}, *field->value, inner);
}

bool check(Context& context, const SamResource& resource) {
  bool good = check_properties(context, {.subject = resource}, *resource.properties, rules);
  good = check_part(context, resource, "VpcConfig", vpc_rules) && good;
  good = check_part(context, resource, "InstanceRequirements", instance_rules) && good;
  good = check_part(context, resource, "ScalingConfig", scaling_rules) && good;
  good = check_part(context, resource, "ManagedResourceTags", tag_rules) && good;
  const Field *allowed = resource.find("InstanceRequirements.AllowedTypes"),
              *excluded = resource.find("InstanceRequirements.ExcludedTypes");
  if (allowed != nullptr && excluded != nullptr) {
    context.refuse_conflict(resource, *excluded, {"AllowedTypes and ExcludedTypes exclude each other"});
    good = false;
  }
  return good;
}

void set_permissions(Context& context, const SamResource& resource, Draft& provider) {
  const Maker maker = context.maker(resource);
  if (const Field* given = resource.find("OperatorRole")) {
    provider.properties.set({"PermissionsConfig", given->origin,
                             maker.map(std::vector<Field>{{"CapacityProviderOperatorRoleArn", given->origin, given->value}})});
    return;
  }
  Draft& role = context.add(resource, context.join({resource.id(), "OperatorRole"}), "AWS::IAM::Role");
  role.properties.set(maker, "AssumeRolePolicyDocument", assume_role_document(maker, "lambda.amazonaws.com"));
  add_managed_policy(context, role, resource, "AWSLambdaManagedEC2ResourceOperator");
  const Field* propagate = resource.find("PropagateTags");
  const Field* tags = is_set(propagate) ? resource.find("Tags") : nullptr;
  role.properties.set(maker, "Tags", tag_list(context, resource, tags, "lambda:createdBy"));
  provider.properties.set(maker, "PermissionsConfig",
                          maker.map({{"CapacityProviderOperatorRoleArn", maker.get_att(role.id, "Arn")}}));
}

void set_instances(const Maker& maker, const SamResource& resource, Draft& provider) {
  const Field* requirements = resource.find("InstanceRequirements");
  if (requirements == nullptr || !requirements->value->is(ValueKind::map)) return;
  Fields made;
  for (const Field& field : requirements->value->fields) {
    Field renamed = field;
    if (field.key == "AllowedTypes") renamed.key = "AllowedInstanceTypes";
    if (field.key == "ExcludedTypes") renamed.key = "ExcludedInstanceTypes";
    made.set(renamed);
  }
  provider.properties.set({"InstanceRequirements", requirements->origin, made.value(maker)});
}

void set_scaling(const Maker& maker, const SamResource& resource, Draft& provider) {
  const Field* scaling = resource.find("ScalingConfig");
  if (scaling == nullptr || !scaling->value->is(ValueKind::map)) return;
  const Field* target = resource.find("ScalingConfig.AverageCPUUtilization");
  Fields made;
  if (const Field* limit = resource.find("ScalingConfig.MaxVCpuCount")) made.set(*limit);
  made.set(maker, "ScalingMode", maker.text(target != nullptr ? "Manual" : "Auto"));
  if (target != nullptr) {
    const Value* policy = maker.map(std::vector<Field>{
        maker.field("PredefinedMetricType", maker.text("LambdaCapacityProviderAverageCPUUtilization")),
        {"TargetValue", target->origin, target->value}});
    made.set({"ScalingPolicies", target->origin, maker.list({policy})});
  }
  provider.properties.set({"CapacityProviderScalingConfig", scaling->origin, made.value(maker)});
}

}  // namespace

void expand_capacity_provider(Context& context, const SamResource& resource) {
  if (!check(context, resource)) return;
  const Maker maker = context.maker(resource);
  Draft& provider = context.add_main(resource, "AWS::Lambda::CapacityProvider");
  for (const std::string_view name : {"CapacityProviderName", "VpcConfig", "KmsKeyArn"})
    if (const Field* field = resource.find(name)) provider.properties.set(*field);
  set_permissions(context, resource, provider);
  const Field* tags = resource.find("Tags");
  if (const Value* list = tag_list(context, resource, tags, "lambda:createdBy"))
    provider.properties.set({"Tags", tags != nullptr ? tags->origin : maker.origin(), list});
  set_instances(maker, resource, provider);
  set_scaling(maker, resource, provider);
  if (const Field* logging = resource.find("LoggingConfig"))
    provider.properties.set({"TelemetryConfig", logging->origin, maker.map(std::vector<Field>{*logging})});
}

}  // namespace cumulint::sam
