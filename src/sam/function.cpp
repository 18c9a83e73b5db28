// AWS::Serverless::Function: a Lambda function with its role, version, alias, and what its events make.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
#include "sam/function.h"

#include "base/strings.h"
#include "sam/location.h"
#include "sam/parts.h"
#include "sam/policies.h"
#include "sam/properties.h"
#include "sam/role.h"
#include "sam/tags.h"

namespace cumulint::sam {
namespace {

// What SAM hands on without a look.
constexpr std::string_view copied[] = {
    "FunctionName", "Handler", "Runtime", "Description", "MemorySize", "Timeout", "VpcConfig", "Environment", "Layers",
    "KmsKeyArn", "ReservedConcurrentExecutions", "FileSystemConfigs", "CodeSigningConfigArn", "PackageType",
    "ImageConfig", "Architectures", "SnapStart", "EphemeralStorage", "RuntimeManagementConfig", "LoggingConfig",
    "RecursiveLoop", "TenancyConfig", "DurableConfig", "FunctionScalingConfig", "PublishToLatestPublished"};

bool is_literal_if(const Value& value) {
  return value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::if_ && value.expression->args.size() == 3;
}

void set_capacity_provider(const Maker& maker, const SamResource& resource, Draft& main) {
  const Field* config = resource.find("CapacityProviderConfig");
  if (config == nullptr || !config->value->is(ValueKind::map)) return;
  Fields inner;
  for (const Field& field : config->value->fields) {
    Field renamed = field;
    if (field.key == "Arn") renamed.key = "CapacityProviderArn";
    inner.set(renamed);
  }
  main.properties.set({"CapacityProviderConfig", config->origin,
                       maker.map({{"LambdaManagedInstancesCapacityProviderConfig", inner.value(maker)}})});
}

void set_dead_letters(Context& context, const SamResource& resource, Draft& main) {
  const Field* queue = resource.find("DeadLetterQueue");
  if (queue == nullptr || !queue->value->is(ValueKind::map)) return;
  const Field* target = queue->value->find("TargetArn");
  if (!is_given(target)) return;
  Fields config;
  config.set(*target);
  main.properties.set({"DeadLetterConfig", queue->origin, config.value(context.maker(resource))});
}

void add_dead_letter_policy(Context& context, const SamResource& resource, Draft& role) {
  const Field *target = resource.find("DeadLetterQueue.TargetArn"), *type = resource.find("DeadLetterQueue.Type");
  if (target == nullptr || type == nullptr) return;
  const std::string_view kind = type->value->literal();
  if (kind != "SQS" && kind != "SNS") return;
  const Maker maker = context.maker(resource);
  add_inline_policy(role, maker, "DeadLetterQueuePolicy",
                    allow_document(maker, maker.text(kind == "SQS" ? "sqs:SendMessage" : "sns:Publish"), target->value));
}

void set_role_properties(Context& context, const SamResource& resource, Draft& role) {
  const Maker maker = context.maker(resource);
  role.properties.set(maker, "AssumeRolePolicyDocument", assume_role_document(maker, "lambda.amazonaws.com"));
  if (const Field* document = resource.find("AssumeRolePolicyDocument")) {
    role.properties.take(maker, "AssumeRolePolicyDocument", document);
  }
  add_managed_policy(context, role, resource,
                     is_set(resource.find("DurableConfig")) ? "service-role/AWSLambdaBasicDurableExecutionRolePolicy"
                                                               : "service-role/AWSLambdaBasicExecutionRole");
  const Field* tracing = resource.find("Tracing");
  if (tracing != nullptr && tracing->value->literal() != "Disabled")
    add_managed_policy(context, role, resource, "AWSXrayWriteOnlyAccess");
  const Field* network = resource.properties->find("VpcConfig");
  if (is_set(network) || (network != nullptr && is_no_value(*network->value)))
    add_managed_policy(context, role, resource, "service-role/AWSLambdaVPCAccessExecutionRole");
  add_policies(context, resource, &role);
  add_dead_letter_policy(context, resource, role);
  role.properties.take(maker, "PermissionsBoundary", resource.find("PermissionsBoundary"));
  role.properties.take(maker, "Path", resource.find("RolePath"));
  role.properties.set(maker, "Tags", tag_list(context, resource, resource.find("Tags"), "lambda:createdBy"));
}

/// A role that exists only in one branch of `Role: !If …` is made for the other one.
std::string_view condition_of_role(Context& context, const SamResource& resource, const Field* role) {
  if (role == nullptr || !is_literal_if(*role->value)) return {};
  const Expression& choice = *role->value->expression;
  const bool then = is_no_value(*choice.args[1].value), otherwise = is_no_value(*choice.args[2].value);
  if (then == otherwise) return {};
  if (then) return choice.target;
  const Maker maker = context.maker(resource);
  return context.add_condition(resource, context.join({"NOT", choice.target}),
                               maker.call("Fn::Not", maker.list({maker.map({{"Condition", maker.text(choice.target)}})})));
}

bool wants_role(const Field* role) {
  if (role == nullptr) return true;
  if (!is_literal_if(*role->value)) return false;
  return is_no_value(*role->value->expression->args[1].value) || is_no_value(*role->value->expression->args[2].value);
}

}  // namespace

void set_function_properties(Context& context, const SamResource& resource, Draft& main) {
  const Maker maker = context.maker(resource);
  for (const std::string_view name : copied)
    if (const Field* field = resource.properties->find(name); is_given(field)) main.properties.set(*field);
  const Field* tracing = resource.find("Tracing");
  if (tracing != nullptr && tracing->value->literal() != "Disabled")
    main.properties.set({"TracingConfig", tracing->origin,
                         maker.map(std::vector<Field>{{"Mode", tracing->origin, tracing->value}})});
  set_dead_letters(context, resource, main);
  set_capacity_provider(maker, resource, main);
  const Field* tags = resource.find("Tags");
  if (const Value* list = tag_list(context, resource, tags, "lambda:createdBy"))
    main.properties.set({"Tags", tags != nullptr ? tags->origin : maker.origin(), list});
}

void set_function_code(Context& context, const SamResource& resource, Draft& main) {
  const Field *text = resource.find("InlineCode"), *image = resource.find("ImageUri"),
              *location = resource.find("CodeUri"), *key = resource.find("SourceKMSKeyArn");
  const Field* written = text != nullptr ? text : image != nullptr ? image : location;
  if (written == nullptr) return;
  Fields code;
  if (written != location) {
    code.set({text != nullptr ? "ZipFile" : "ImageUri", written->origin, written->value});
  } else {
    const Value* where =
        s3_location(context, resource, {location->key, location->origin, context.resolve_parameters(location->value)});
    if (where == nullptr) return;
    if (!where->is(ValueKind::map)) {
      main.properties.set({"Code", written->origin, where});  // a local path, or what only the deployment knows
      return;
    }
    code = Fields(*where);
  }
  if (key != nullptr) code.set(*key);
  main.properties.set({"Code", written->origin, code.value(context.maker(resource))});
}

Draft* make_function_role(Context& context, const SamResource& resource, Draft& main) {
  const Maker maker = context.maker(resource);
  const Field* given = resource.find("Role");
  if (!wants_role(given)) {
    main.properties.set(*given);
    add_policies(context, resource, nullptr);
    return nullptr;
  }
  const std::string_view id = context.join({resource.id(), "Role"});
  const Value* reference = maker.get_att(id, "Arn");
  if (given != nullptr) {
    const Expression& choice = *given->value->expression;
    const auto branch = [&](const Field& field) { return is_no_value(*field.value) ? reference : field.value; };
    const bool both = is_no_value(*choice.args[1].value) && is_no_value(*choice.args[2].value);
    if (!both) reference = maker.if_(choice.target, branch(choice.args[1]), branch(choice.args[2]));
    main.properties.set({"Role", given->origin, reference});
  } else {
    main.properties.set(maker, "Role", reference);
  }
  Draft& role = context.add(resource, id, "AWS::IAM::Role");
  if (const std::string_view condition = condition_of_role(context, resource, given); !condition.empty())
    role.condition = condition;
  set_role_properties(context, resource, role);
  return &role;
}

void expand_function(Context& context, const SamResource& resource) {
  const std::size_t first = context.drafts().size();
  check_function(context, resource);
  Draft& main = context.add_main(resource, "AWS::Lambda::Function");
  set_function_properties(context, resource, main);
  set_function_code(context, resource, main);
  EventTarget target;
  target.main = &main;
  target.alias = make_alias(context, resource, main);
  target.role = make_function_role(context, resource, main);
  make_function_url(context, resource, target);
  add_deployment(context, resource, target.alias);
  make_event_invoke_config(context, resource, target);
  expand_function_events(context, resource, target);
  propagate_tags(context, resource, first);
}

}  // namespace cumulint::sam
