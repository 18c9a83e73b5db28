// What SAM refuses of a function before it makes anything.
#include "base/strings.h"
#include "sam/function.h"
#include "sam/properties.h"

namespace cumulint::sam {
namespace {

// Shapes as the translator checks them; what it hands on unchecked is `any`.
constexpr PropertyRule rules[] = {
    {"Architectures"},
    {"AssumeRolePolicyDocument", Shape::map},
    {"AutoPublishAlias", Shape::text},
    {"AutoPublishAliasAllProperties", Shape::boolean, false, true},
    {"AutoPublishCodeSha256", Shape::text},
    {"CapacityProviderConfig", Shape::map, false, true},
    {"CodeSigningConfigArn"},
    {"CodeUri"},
    {"DeadLetterQueue", Shape::map, false, true},
    {"DeploymentPreference", Shape::map, false, true},
    {"Description"},
    {"DurableConfig", Shape::map},
    {"Environment", Shape::map},
    {"EphemeralStorage"},
    {"EventInvokeConfig", Shape::map},
    {"Events", Shape::map, false, true},
    {"FileSystemConfigs"},
    {"FunctionName", Shape::text},
    {"FunctionScalingConfig", Shape::map},
    {"FunctionUrlConfig", Shape::map},
    {"Handler"},
    {"ImageConfig"},
    {"ImageUri"},
    {"InlineCode"},
    {"KmsKeyArn"},
    {"Layers", Shape::list},
    {"LoggingConfig"},
    {"MemorySize"},
    {"PackageType", Shape::text},
    {"PermissionsBoundary", Shape::text},
    {"Policies"},
    {"PropagateTags", Shape::boolean},
    {"ProvisionedConcurrencyConfig"},
    {"PublishToLatestPublished"},
    {"RecursiveLoop"},
    {"ReservedConcurrentExecutions"},
    {"Role", Shape::text},
    {"RolePath"},
    {"Runtime"},
    {"RuntimeManagementConfig"},
    {"SnapStart", Shape::map},
    {"SourceKMSKeyArn"},
    {"Tags", Shape::map},
    {"TenancyConfig"},
    {"Timeout"},
    {"Tracing", Shape::text},
    {"VersionDeletionPolicy"},
    {"VersionDescription"},
    {"VpcConfig"},
};

class Checker {
 public:
  Checker(Context& context, const SamResource& resource) : context_(context), resource_(resource) {}

  void check_all() {
    check_properties(context_, {.subject = resource_}, *resource_.properties, rules);
    check_policies();
    check_layers();
    check_package();
    check_dead_letters();
    check_versions();
    check_tenancy();
    check_capacity_provider();
  }

 private:
  const Field* find(std::string_view path) const { return resource_.find(path); }

  void check_policies() {
    const Field* policies = find("Policies");
    if (policies != nullptr && !has_shape(*policies->value, Shape::text_or_list) && !policies->value->is(ValueKind::map))
      context_.refuse_value(resource_, *policies, {"Policies has to be a list, a map or a text"});
  }

  void check_layers() {
    const Field* layers = find("Layers");
    if (layers == nullptr || !layers->value->is(ValueKind::list)) return;
    for (const Field& layer : layers->value->fields)
      if (!has_shape(*layer.value, Shape::text_or_map)) context_.refuse_value(resource_, layer, {"an item of Layers has to be a text"});
  }

  void check_package() {
    const Field* type = resource_.properties->find("PackageType");
    const bool is_written = type != nullptr && (is_set(type) || is_no_value(*type->value) || type->value->is(ValueKind::broken));
    const std::string_view package = is_written ? type->value->literal() : std::string_view("Zip");
    if (is_written && (type->value->is(ValueKind::expression) || is_no_value(*type->value)))
      context_.refuse_value(resource_, *type, {"PackageType has to be known before deployment"}, "write Zip or Image");
    else if (package == "Zip") check_zip();
    else if (package == "Image") check_image();
    else if (!type->value->is(ValueKind::broken)) context_.refuse_value(resource_, *type, {"PackageType has to be Zip or Image"});
  }

  void check_zip() {
    const Field *image = find("ImageUri"), *config = find("ImageConfig");
    const bool has_code = find("InlineCode") != nullptr || is_written("InlineCode") || is_written("CodeUri");
    for (const Field* field : {image, config})
      if (is_set(field) && (field == config || !has_code))
        context_.refuse_conflict(resource_, *field, {field->key, " is for functions with PackageType Image"},
                                 "set PackageType: Image");
    for (const std::string_view name : {"Runtime", "Handler"})
      if (!is_written(name)) refuse_missing({name, " is required for PackageType Zip"});
    if (!has_code && image == nullptr && context_.options().is_deployed)
      refuse_missing({"CodeUri or InlineCode is required"});
  }

  void check_image() {
    for (const std::string_view name : {"Runtime", "Handler", "Layers"})
      if (const Field* field = find(name); is_set(field))
        context_.refuse_conflict(resource_, *field, {name, " can't be set on a function with PackageType Image"});
    if (!is_written("ImageUri") && context_.options().is_deployed) refuse_missing({"ImageUri is required for PackageType Image"});
  }

  /// Is there anything, AWS::NoValue too, which SAM takes for a value?
  bool is_written(std::string_view name) const {
    const Field* field = resource_.properties->find(name);
    return field != nullptr && (is_set(field) || is_no_value(*field->value) || field->value->is(ValueKind::broken));
  }

  void refuse_missing(std::initializer_list<std::string_view> words) {
    context_.refuse(resource_, Subject(resource_).place(), Refusal::value, words);
  }

  void check_dead_letters() {
    const Field* queue = find("DeadLetterQueue");
    if (!is_set(queue) || !queue->value->is(ValueKind::map)) return;
    const Field *type = find("DeadLetterQueue.Type"), *target = find("DeadLetterQueue.TargetArn");
    if (type == nullptr || target == nullptr) {
      context_.refuse_value(resource_, *queue, {"DeadLetterQueue needs both Type and TargetArn"});
      return;
    }
    if (!type->value->is(ValueKind::text))
      context_.refuse_value(resource_, *type, {"DeadLetterQueue.Type has to be a text"});
    else if (type->value->text != "SQS" && type->value->text != "SNS")
      context_.refuse_value(resource_, *type, {"DeadLetterQueue.Type has to be SQS or SNS"});
  }

  void check_versions() {
    const Field* alias = find("AutoPublishAlias");
    for (const std::string_view name : {"ProvisionedConcurrencyConfig", "VersionDeletionPolicy"})
      if (const Field* field = find(name))
        if (alias == nullptr || (!is_set(alias) && name == "ProvisionedConcurrencyConfig"))
          context_.refuse_conflict(resource_, *field, {name, " needs AutoPublishAlias"}, "set AutoPublishAlias");
    const Field* policy = find("VersionDeletionPolicy");
    if (policy != nullptr) {
      const std::string_view text = context_.resolve(policy->value)->literal();
      const bool is_call = context_.resolve(policy->value)->is(ValueKind::expression);
      if (text != "Delete" && text != "Retain" && !is_call && !policy->value->is(ValueKind::broken))
        context_.refuse_value(resource_, *policy, {"VersionDeletionPolicy has to be Delete or Retain"});
    }
    const Field* sha = find("AutoPublishCodeSha256");
    if (sha != nullptr && alias != nullptr && context_.resolve_parameters(sha->value)->is(ValueKind::expression))
      context_.refuse_value(resource_, *sha, {"AutoPublishCodeSha256 has to be a text that is known before deployment"});
  }

  void check_tenancy() {
    if (!is_set(find("TenancyConfig"))) return;
    for (const std::string_view name : {"FunctionUrlConfig", "ProvisionedConcurrencyConfig", "SnapStart"})
      if (const Field* field = find(name); is_set(field))
        context_.refuse_conflict(resource_, *field, {name, " and TenancyConfig exclude each other"});
    const Field* events = find("Events");
    if (events == nullptr) return;
    for (const Field& event : events->value->fields) {
      const Field* type = event.value->find("Type");
      if (type == nullptr || type->value->literal() == "Api" || type->value->literal() == "HttpApi") continue;
      context_.refuse_conflict({resource_, &event}, *type,
                               {"a function with TenancyConfig takes only Api and HttpApi events, no ",
                                type->value->literal()});
    }
  }

  void check_capacity_provider() {
    const Field *provider = find("CapacityProviderConfig"), *scaling = find("FunctionScalingConfig");
    if (scaling != nullptr && provider == nullptr)
      context_.refuse_conflict(resource_, *scaling, {"FunctionScalingConfig needs CapacityProviderConfig"});
    if (!is_set(provider) || !provider->value->is(ValueKind::map)) return;
    for (const std::string_view name : {"ProvisionedConcurrencyConfig", "VpcConfig"})
      if (const Field* field = find(name))
        context_.refuse_conflict(resource_, *field, {name, " and CapacityProviderConfig exclude each other"});
    constexpr PropertyRule inner[] = {{"Arn", Shape::text, true},
                                      {"PerExecutionEnvironmentMaxConcurrency"},
                                      {"ExecutionEnvironmentMemoryGiBPerVCpu"}};
    check_properties(context_, {resource_, provider, "CapacityProviderConfig."}, *provider->value, inner);
  }

  Context& context_;
  const SamResource& resource_;
};

}  // namespace

void check_function(Context& context, const SamResource& resource) { Checker(context, resource).check_all(); }

}  // namespace cumulint::sam
