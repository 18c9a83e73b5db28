// The Resources section as records.
#include <algorithm>
#include <array>

#include "base/strings.h"
#include "model/template-builder.h"

namespace cumulint {
namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html; Connectors and
// IgnoreGlobals are SAM's; Version is what custom resources once had. CloudFormation takes a Description, which AWS's own
// CodeStar writes: https://github.com/shalupov/idea-cloudformation/issues/117.
constexpr std::array<std::string_view, 13> attributes = {
    "Type",         "Properties",     "Condition",           "DependsOn",  "Metadata",      "DeletionPolicy",
    "UpdatePolicy", "CreationPolicy", "UpdateReplacePolicy", "Connectors", "IgnoreGlobals", "Version",
    "Description"};

}  // namespace

void TemplateBuilder::read_resources() {
  const Field* resources = section_field("Resources");
  if (resources == nullptr || (resources->value->is(ValueKind::map) && resources->value->fields.empty())) {
    if (!template_.has_unknown_macro && tree_.complete) {
      const Field top{"", {tree_.file, {0, 0}, {0, 0}, nullptr}, template_.root};
      syntax_at_key(resources == nullptr ? top : *resources, "the template has no Resources",
                    "a template needs at least one resource");
    }
    return;
  }
  for (const Field& field : section("Resources")) {
    if (starts_with(field.key, "Fn::")) {
      // What a loop or an included text makes is not known here; a pass that expands it clears this.
      template_.has_unknown_macro = true;
      continue;
    }
    is_alphanumeric(field, "resource");
    resources_.push_back(read_resource(field));
  }
}

Resource TemplateBuilder::read_resource(const Field& field) {
  Resource resource;
  resource.id = field.key;
  resource.origin = field.origin;
  resource.body = field.value;
  const Value& body = *field.value;
  if (body.is(ValueKind::text) || body.is(ValueKind::list))
    syntax(field, join("resource ", field.key, " must be a map with Type and Properties"));
  read_type(resource, body);
  read_properties(resource, body);
  if (const Field* condition = body.find("Condition")) {
    resource.condition = name_of(condition, "Condition");
    if (!resource.condition.empty()) resource.condition_field = arena_.make<Field>(*condition);
  }
  if (const Field* metadata = body.find("Metadata")) resource.metadata = arena_.make<Field>(*metadata);
  resource.depends_on = read_depends_on(body);
  check_attributes(resource, body);
  return resource;
}

void TemplateBuilder::read_type(Resource& resource, const Value& body) {
  const Field* type = body.find("Type");
  if (type != nullptr) {
    resource.type = name_of(type, "Type");
    return;
  }
  const bool may_be_included = template_.has_unknown_macro || body.find("Fn::Transform") != nullptr;
  if (body.is(ValueKind::map) && !may_be_included)
    syntax_at_key({resource.id, resource.origin, &body}, join("resource ", resource.id, " has no Type"));
}

void TemplateBuilder::read_properties(Resource& resource, const Value& body) {
  const Field* properties = body.find("Properties");
  Field field{"Properties", resource.origin, arena_.make<Value>()};
  if (body.is(ValueKind::broken)) field.value = &body;
  if (properties != nullptr) {
    field = *properties;
    if (field.value->is(ValueKind::text) || field.value->is(ValueKind::list)) {
      syntax(field, join("the Properties of resource ", resource.id, " must be a map"));
      field.value = arena_.make<Value>(Value{.kind = ValueKind::broken});
    }
  } else {
    field.origin.value = {};
    const Field* included = body.find("Fn::Transform");  // its text may have the properties
    if (included != nullptr && included->value->is(ValueKind::expression)) field.value = included->value;
  }
  resource.properties = arena_.make<Field>(field);
}

std::span<const Field> TemplateBuilder::read_depends_on(const Value& body) {
  const Field* field = body.find("DependsOn");
  if (field == nullptr) return {};
  const std::span<const Field> all = field->value->is(ValueKind::list) ? field->value->fields : std::span<const Field>(field, 1);
  std::vector<Field> ids;
  for (const Field& item : all) {
    if (name_of(&item, "DependsOn").empty()) continue;
    ids.push_back(item);
    ids.back().key = {};
  }
  return arena_.copy(ids);
}

void TemplateBuilder::check_attributes(const Resource& resource, const Value& body) {
  if (!body.is(ValueKind::map) || template_.has_unknown_macro) return;
  const bool is_sam = template_.has_sam && starts_with(resource.type, "AWS::Serverless::");
  for (const Field& field : body.fields) {
    if (starts_with(field.key, "Fn::")) continue;
    if (std::find(attributes.begin(), attributes.end(), field.key) != attributes.end()) continue;
    const std::string_view best = did_you_mean(field.key, attributes);
    if (is_sam && best.empty()) continue;  // SAM drops what it does not know, so the template deploys
    syntax_at_key(field, join("resource ", resource.id, " has the attribute '", field.key, "', which resources don't have"),
                  best.empty() ? std::string_view("what is no attribute belongs under Properties")
                               : join("did you mean ", best, "?"));
  }
}

}  // namespace cumulint
