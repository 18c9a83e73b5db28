// AWS::Serverless::LayerVersion: every change makes a new version under a new logical id.
#include "base/strings.h"
#include "sam/location.h"
#include "sam/names.h"
#include "sam/parts.h"
#include "sam/properties.h"

namespace cumulint::sam {
namespace {

constexpr PropertyRule rules[] = {
    {"LayerName", Shape::text},         {"Description", Shape::text},      {"ContentUri", Shape::text_or_map, true},
    {"CompatibleArchitectures", Shape::list}, {"CompatibleRuntimes", Shape::list}, {"LicenseInfo", Shape::text},
    {"RetentionPolicy"},                {"PublishLambdaVersion", Shape::boolean}};

/// "Retain" or "Delete" of RetentionPolicy; empty if it is refused.
std::string_view retention(Context& context, const SamResource& resource) {
  const Field* policy = resource.find("RetentionPolicy");
  if (policy == nullptr) return "Retain";
  const std::string_view text = context.text_of(policy);
  if (equals_ignoring_case(text, "Retain")) return "Retain";
  if (equals_ignoring_case(text, "Delete")) return "Delete";
  if (!policy->value->is(ValueKind::broken))
    context.refuse_value(resource, *policy, {"RetentionPolicy has to be Retain or Delete"});
  return {};
}

void check_architectures(Context& context, const SamResource& resource, std::string_view id) {
  const Field* architectures = resource.find("CompatibleArchitectures");
  if (architectures == nullptr || !architectures->value->is(ValueKind::list)) return;
  for (const Field& item : architectures->value->fields) {
    const Value* known = context.resolve_parameters(item.value);
    if (!known->is(ValueKind::text) || known->text == "x86_64" || known->text == "arm64") continue;
    context.refuse_value(resource, item, {"CompatibleArchitectures of ", id, " has to be x86_64 or arm64"});
  }
}

/// What a version's id is made from: the layer as it is written, its parameters by value.
std::string version_hash(Context& context, const SamResource& resource, const Maker& maker) {
  Fields body(*resource.written->body);
  body.erase("Metadata");
  body.set(maker, "Properties", context.resolve_parameters(resource.properties));
  return hash_of(compact_json(*maker.map({{resource.id(), body.value(maker)}})));
}

}  // namespace

void expand_layer_version(Context& context, const SamResource& resource) {
  if (!check_properties(context, {.subject = resource}, *resource.properties, rules)) return;
  const Maker maker = context.maker(resource);
  const std::string_view id = context.join({resource.id(), version_hash(context, resource, maker)});
  check_architectures(context, resource, id);
  const std::string_view policy = retention(context, resource);
  const Field& uri = *resource.find("ContentUri");
  const Value* content = s3_location(context, resource, {uri.key, uri.origin, context.resolve_parameters(uri.value)});
  if (content == nullptr || policy.empty()) return;
  Draft& layer = context.add(resource, id, "AWS::Lambda::LayerVersion");
  for (const Field& item : resource.written->depends_on) layer.depends_on.push_back(item.value->literal());
  const bool has_own_policy = layer.attributes.has("DeletionPolicy") && resource.find("RetentionPolicy") == nullptr;
  if (!has_own_policy) layer.attributes.set(maker, "DeletionPolicy", maker.text(policy));
  layer.properties.set({"Content", uri.origin, content});
  layer.properties.set(maker, "LayerName", maker.text(resource.id()));
  for (const std::string_view name : {"LayerName", "Description", "CompatibleArchitectures", "CompatibleRuntimes", "LicenseInfo"})
    if (const Field* field = resource.find(name))
      layer.properties.set({name, field->origin, context.resolve_parameters(field->value)});
  context.rename(resource.id(), layer.id);
}

}  // namespace cumulint::sam
