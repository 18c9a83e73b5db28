// Merges the Globals section into resources, field by field, so that each keeps its own place.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
#include "sam/globals.h"

#include <algorithm>
#include <span>

#include "base/strings.h"

namespace cumulint::sam {
namespace {

struct Section {
  std::string_view type;
  std::span<const std::string_view> properties;
};

constexpr std::string_view api[] = {
    "Auth", "Name", "DefinitionUri", "CacheClusterEnabled", "CacheClusterSize", "MergeDefinitions", "Variables",
    "EndpointConfiguration", "MethodSettings", "BinaryMediaTypes", "MinimumCompressionSize", "Cors", "GatewayResponses",
    "AccessLogSetting", "CanarySetting", "TracingEnabled", "OpenApiVersion", "Domain", "AlwaysDeploy", "PropagateTags",
    "SecurityPolicy", "EndpointAccessMode"};
constexpr std::string_view capacity_provider[] = {
    "VpcConfig", "OperatorRole", "Tags", "InstanceRequirements", "ScalingConfig", "KmsKeyArn", "PropagateTags",
    "LoggingConfig", "ManagedResourceTags"};
constexpr std::string_view function[] = {
    "Handler", "Runtime", "CodeUri", "DeadLetterQueue", "Description", "MemorySize", "Timeout", "VpcConfig",
    "Environment", "Tags", "PropagateTags", "Tracing", "KmsKeyArn", "AutoPublishAlias", "AutoPublishAliasAllProperties",
    "Layers", "DeploymentPreference", "RolePath", "PermissionsBoundary", "ReservedConcurrentExecutions",
    "ProvisionedConcurrencyConfig", "AssumeRolePolicyDocument", "EventInvokeConfig", "FileSystemConfigs",
    "CodeSigningConfigArn", "Architectures", "SnapStart", "EphemeralStorage", "FunctionUrlConfig",
    "RuntimeManagementConfig", "LoggingConfig", "RecursiveLoop", "SourceKMSKeyArn", "TenancyConfig", "DurableConfig",
    "CapacityProviderConfig", "FunctionScalingConfig", "PublishToLatestPublished", "VersionDeletionPolicy"};
constexpr std::string_view http_api[] = {
    "Auth", "AccessLogSettings", "StageVariables", "Tags", "CorsConfiguration", "DefaultRouteSettings", "Domain",
    "RouteSettings", "FailOnWarnings", "PropagateTags"};
constexpr std::string_view layer_version[] = {"PublishLambdaVersion"};
constexpr std::string_view simple_table[] = {"SSESpecification"};
constexpr std::string_view state_machine[] = {"PropagateTags"};
constexpr std::string_view web_socket_api[] = {
    "AccessLogSettings", "ApiKeySelectionExpression", "DefaultRouteSettings", "DisableExecuteApiEndpoint",
    "DisableSchemaValidation", "Domain", "FailOnWarnings", "IpAddressType", "PropagateTags",
    "RouteSelectionExpression", "RouteSettings", "StageVariables", "Tags"};

constexpr Section sections[] = {
    {"Api", api},           {"CapacityProvider", capacity_provider}, {"Function", function},
    {"HttpApi", http_api},  {"LayerVersion", layer_version},         {"SimpleTable", simple_table},
    {"StateMachine", state_machine}, {"WebSocketApi", web_socket_api}};

const Section* find_section(std::string_view type) {
  for (const Section& section : sections)
    if (section.type == type) return &section;
  return nullptr;
}

bool has(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string suggestion(std::string_view name, std::span<const std::string_view> names) {
  const std::string_view near = did_you_mean(name, names);
  if (!near.empty()) return std::string("did you mean ").append(near).append("?");
  return "one of " + join_words(names);
}

}  // namespace

void Globals::check() {
  const Value* globals = context_.written().globals;
  if (globals == nullptr) return;
  const Field* at = context_.written().root->find("Globals");
  if (!globals->is(ValueKind::map)) {
    if (globals->is(ValueKind::null)) return context_.refuse_silently();  // that there is no value is said already
    if (at != nullptr && !globals->is(ValueKind::broken))
      context_.refuse_template(at->origin.value_place(), {"Globals has to be a map"});
    return;
  }
  std::vector<std::string_view> types;
  for (const Section& section : sections) types.push_back(section.type);
  for (const Field& field : globals->fields) {
    const Section* section = find_section(field.key);
    if (section == nullptr) {
      context_.refuse_template(field.origin.key_place(), {"Globals has no section ", field.key},
                               suggestion(field.key, types));
      continue;
    }
    if (!field.value->is(ValueKind::map)) {
      if (!field.value->is(ValueKind::broken))
        context_.refuse_template(field.origin.value_place(), {"section ", field.key, " of Globals has to be a map"});
      continue;
    }
    for (const Field& property : field.value->fields)
      if (!has(section->properties, property.key))
        context_.refuse_template(property.origin.key_place(),
                                 {property.key, " can't be set for all ", field.key, " resources in Globals"},
                                 suggestion(property.key, section->properties));
  }
}

bool Globals::is_ignored(const Resource& resource, std::string_view property) {
  const Field* ignore = resource.body->find("IgnoreGlobals");
  if (ignore == nullptr) return false;
  if (ignore->value->literal() == "*") return true;
  if (!ignore->value->is(ValueKind::list)) return false;
  for (const Field& item : ignore->value->fields)
    if (item.value->literal() == property) return true;
  return false;
}

const Value* Globals::merged(const Resource& resource, std::string_view type) {
  Arena& arena = context_.arena();
  const Value* own = resource.properties->value;
  if (!own->is(ValueKind::map)) own = Maker(arena, resource.properties->origin).map(std::vector<Field>{});
  const Section* section = find_section(type);
  const Field* shared =
      section == nullptr || context_.written().globals == nullptr ? nullptr : context_.written().globals->find(type);
  if (shared == nullptr || !shared->value->is(ValueKind::map)) return own;

  Fields fields;
  for (const Field& field : shared->value->fields) {
    if (!has(section->properties, field.key) || is_ignored(resource, field.key)) continue;
    const Field* local = own->find(field.key);
    if (local == nullptr) fields.set(shared_field(field, resource));
    else fields.set({field.key, local->origin, merge(*field.value, *local->value, resource)});
  }
  for (const Field& field : own->fields)
    if (!fields.has(field.key)) fields.set(field);
  return Maker(arena, resource.properties->origin).map(fields.list());
}

/// Lists add up, maps merge; of everything else, functions too, the resource's own counts.
const Value* Globals::merge(const Value& shared, const Value& own, const Resource& user) {
  const Maker maker(context_.arena(), user.origin);
  if (shared.is(ValueKind::list) && own.is(ValueKind::list)) {
    std::vector<Field> items;
    for (const Field& item : shared.fields) items.push_back(shared_field(item, user));
    items.insert(items.end(), own.fields.begin(), own.fields.end());
    return maker.list(std::move(items));
  }
  if (!shared.is(ValueKind::map) || !own.is(ValueKind::map)) return &own;
  Fields fields;
  for (const Field& field : shared.fields) {
    const Field* local = own.find(field.key);
    if (local == nullptr) fields.set(shared_field(field, user));
    else fields.set({field.key, local->origin, merge(*field.value, *local->value, user)});
  }
  for (const Field& field : own.fields)
    if (!fields.has(field.key)) fields.set(field);
  return maker.map(fields.list());
}

Field Globals::shared_field(const Field& field, const Resource& user) {
  Field copy = field;
  Cause* cause = context_.arena().make<Cause>(Cause{CauseKind::globals, 1, user.origin});
  copy.origin.cause = cause;
  uses_[&field].push_back(cause);
  copy.value = shared_copy(*field.value, user);
  return copy;
}

const Value* Globals::shared_copy(const Value& shared, const Resource& user) {
  if (!shared.is(ValueKind::list) && !shared.is(ValueKind::map)) return &shared;
  std::vector<Field> fields;
  for (const Field& field : shared.fields) fields.push_back(shared_field(field, user));
  Value* copy = context_.arena().make<Value>(shared);
  copy->fields = context_.arena().copy(fields);
  return copy;
}

void Globals::count_users() {
  for (const auto& [field, causes] : uses_)
    for (Cause* cause : causes) cause->users = static_cast<std::uint32_t>(causes.size());
}

}  // namespace cumulint::sam
