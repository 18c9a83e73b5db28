// AWS::Serverless::StateMachine: a Step Functions state machine with its role, version, alias and events.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
#include "base/strings.h"
#include "model/scalar.h"
#include "sam/definition.h"
#include "sam/events.h"
#include "sam/location.h"
#include "sam/names.h"
#include "sam/parts.h"
#include "sam/policies.h"
#include "sam/role.h"
#include "sam/tags.h"

namespace cumulint::sam {
namespace {

constexpr PropertyRule rules[] = {
    {"Definition", Shape::map},
    {"DefinitionUri", Shape::text_or_map},
    {"Role", Shape::text},
    {"RolePath"},
    {"DefinitionSubstitutions", Shape::map},
    {"Events", Shape::map, false, true},
    {"Name", Shape::text},
    {"Type", Shape::text},
    {"Tags", Shape::map},
    {"PropagateTags", Shape::boolean},
    {"Policies"},
    {"Logging", Shape::map},
    {"Tracing", Shape::map},
    {"PermissionsBoundary", Shape::text},
    {"AutoPublishAlias"},
    {"DeploymentPreference", Shape::map},
    {"UseAliasAsEventTarget", Shape::boolean, false, true},
};

void check(Context& context, const SamResource& resource) {
  check_properties(context, {.subject = resource}, *resource.properties, rules);
  const Field *definition = resource.find("Definition"), *uri = resource.find("DefinitionUri");
  if (definition != nullptr && uri != nullptr)
    context.refuse_conflict(resource, *uri, {"Definition and DefinitionUri exclude each other"}, "remove one of them");
  if (!is_set(definition) && !is_set(uri))
    context.refuse(resource, resource.written->origin.key_place(), Refusal::value, {"Definition or DefinitionUri is required"});
  const Field *role = resource.find("Role"), *policies = resource.find("Policies");
  if (is_set(role) && is_set(policies))
    context.refuse_conflict(resource, *policies, {"Role and Policies exclude each other"}, "remove one of them");
  if (resource.find("AutoPublishAlias") == nullptr)
    for (const std::string_view name : {"DeploymentPreference", "UseAliasAsEventTarget"})
      if (const Field* field = resource.find(name))
        context.refuse_conflict(resource, *field, {name, " needs AutoPublishAlias"});
}

void set_definition(Context& context, const SamResource& resource, Draft& machine) {
  const Field *definition = resource.find("Definition"), *uri = resource.find("DefinitionUri");
  const Field* substitutions = resource.find("DefinitionSubstitutions");
  if (is_set(substitutions)) machine.properties.set(*substitutions);
  if (definition != nullptr && definition->value->is(ValueKind::expression)) {
    machine.properties.set({"DefinitionString", definition->origin, definition->value});
  } else if (definition != nullptr && definition->value->is(ValueKind::map)) {
    set_definition_object(context, resource, *definition, machine);
  } else if (uri != nullptr && uri->value->is(ValueKind::expression)) {
    context.refuse_value(resource, *uri, {"DefinitionUri has to be known before deployment"}, "write it out, or as a map of Bucket and Key");
  } else if (uri != nullptr) {
    const Value* location = s3_location(context, resource, *uri, {"Bucket", "Key", "Version"});
    if (location == nullptr) return;
    const bool is_path = location->is(ValueKind::text);
    if (is_path && !is_local_file(context, location->text)) {
      context.refuse_value(resource, *uri, {"DefinitionUri is neither an S3 address nor a file beside the template"});
      return;
    }
    machine.properties.set({is_path ? std::string_view("DefinitionUri") : "DefinitionS3Location", uri->origin, location});
  }
}

Draft* make_role(Context& context, const SamResource& resource, Draft& machine) {
  const Maker maker = context.maker(resource);
  if (const Field* given = resource.find("Role"); is_set(given)) {
    machine.properties.set({"RoleArn", given->origin, given->value});
    return nullptr;
  }
  Draft& role = context.add(resource, context.join({resource.id(), "Role"}), "AWS::IAM::Role");
  machine.properties.set(maker, "RoleArn", maker.get_att(role.id, "Arn"));
  role.properties.set(maker, "AssumeRolePolicyDocument", assume_role_document(maker, "states.amazonaws.com"));
  role.properties.set(maker, "ManagedPolicyArns", maker.list(std::vector<Field>{}));
  add_policies(context, resource, &role);
  const Field* tracing = resource.find("Tracing.Enabled");
  if (tracing != nullptr && scalar_kind(*tracing->value) == ScalarKind::boolean && is_true(*tracing->value)) add_managed_policy(context, role, resource, "AWSXrayWriteOnlyAccess");
  role.properties.take(maker, "PermissionsBoundary", resource.find("PermissionsBoundary"));
  role.properties.take(maker, "Path", resource.find("RolePath"));
  role.properties.set(maker, "Tags", tag_list(context, resource, resource.find("Tags"), "stateMachine:createdBy"));
  return &role;
}

const Value* deployment_preference(const Maker& maker, const SamResource& resource, const Draft& version) {
  const Field* given = resource.find("DeploymentPreference");
  Fields preference;
  if (given != nullptr && given->value->is(ValueKind::map)) preference = Fields(*given->value);
  if (!preference.has("Type")) preference.set(maker, "Type", maker.text("ALL_AT_ONCE"));
  preference.set(maker, "StateMachineVersionArn", maker.ref(version.id));
  return preference.value(maker);
}

Draft* make_machine_alias(Context& context, const SamResource& resource) {
  const Field* given = resource.find("AutoPublishAlias");
  if (given == nullptr) return nullptr;
  const std::string_view name = given->value->literal();
  if (!is_alphanumeric(name)) {
    if (!name.empty() || given->value->is(ValueKind::expression))
      context.refuse_value(resource, *given, {"AutoPublishAlias ", name, " has to be letters and digits, known before deployment; it becomes part of ",
                                              resource.id(), "Alias", name});
    return nullptr;
  }
  const Maker maker = context.maker(resource);
  Draft& version = context.add(resource, context.join({resource.id(), "Version"}), "AWS::StepFunctions::StateMachineVersion");
  version.properties.set(maker, "StateMachineArn", maker.ref(resource.id()));
  version.properties.set(maker, "StateMachineRevisionId", maker.get_att(resource.id(), "StateMachineRevisionId"));
  if (!version.attributes.has("DeletionPolicy")) version.attributes.set(maker, "DeletionPolicy", maker.text("Retain"));
  if (!version.attributes.has("UpdateReplacePolicy"))
    version.attributes.set(maker, "UpdateReplacePolicy", maker.text("Retain"));
  Draft& alias = context.add(resource, context.join({resource.id(), "Alias", name}), "AWS::StepFunctions::StateMachineAlias");
  alias.properties.set(maker, "Name", maker.text(name));
  alias.properties.set(maker, "DeploymentPreference", deployment_preference(maker, resource, version));
  context.name(resource.id(), "Version", version.id);
  context.name(resource.id(), "Alias", alias.id);
  return &alias;
}

void expand_events(Context& context, const SamResource& resource, const EventTarget& target) {
  const Field* events = resource.find("Events");
  if (events == nullptr || !events->value->is(ValueKind::map)) return;
  for (const Field& field : events->value->fields) {
    const std::optional<Event> event = read_event(context, resource, field);
    if (!event) continue;
    if (event->type == "Schedule") expand_schedule_event(context, *event, target);
    else if (event->type == "CloudWatchEvent" || event->type == "EventBridgeRule") expand_rule_event(context, *event, target);
    else if (event->type == "ScheduleV2") expand_scheduler_event(context, *event, target);
    else if (event->type == "Api") expand_api_event(context, *event, target);
    else
      context.refuse_value(event->subject(), *field.value->find("Type"), {"a state machine has no event type ", event->type});
  }
}

}  // namespace

void expand_state_machine(Context& context, const SamResource& resource) {
  const std::size_t first = context.drafts().size();
  check(context, resource);
  const Maker maker = context.maker(resource);
  Draft& machine = context.add_main(resource, "AWS::StepFunctions::StateMachine");
  set_definition(context, resource, machine);
  const auto rename = [&](std::string_view key, std::string_view written) {
    if (const Field* field = resource.find(written)) machine.properties.set({key, field->origin, field->value});
  };
  rename("StateMachineName", "Name");
  rename("StateMachineType", "Type");
  rename("LoggingConfiguration", "Logging");
  rename("TracingConfiguration", "Tracing");
  const Field* tags = resource.find("Tags");
  if (const Value* list = tag_list(context, resource, tags, "stateMachine:createdBy"))
    machine.properties.set({"Tags", tags != nullptr ? tags->origin : maker.origin(), list});
  EventTarget target;
  target.main = &machine;
  target.role = make_role(context, resource, machine);
  Draft* alias = make_machine_alias(context, resource);
  const Field* use_alias = resource.find("UseAliasAsEventTarget");
  if (use_alias != nullptr && is_true(*use_alias->value)) target.alias = alias;
  expand_events(context, resource, target);
  propagate_tags(context, resource, first);
}

}  // namespace cumulint::sam
