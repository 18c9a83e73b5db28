// AWS::Serverless::Application: a nested stack, from a template or from the application repository.
#include "model/scalar.h"
#include "sam/parts.h"
#include "sam/properties.h"
#include "sam/tags.h"

namespace cumulint::sam {
namespace {

constexpr PropertyRule rules[] = {{"Location", Shape::text_or_map, true}, {"Parameters", Shape::map}, {"NotificationARNs", Shape::list},
                                  {"TimeoutInMinutes", Shape::number},    {"Tags", Shape::map}};

bool is_unresolvable(Context& context, const SamResource& resource, const Field& field) {
  const Value* known = context.resolve(field.value);
  if (known->is(ValueKind::text) && known->text.empty()) {
    context.refuse_value(resource, field, {field.key, " can't be empty"});
    return true;
  }
  const bool is_number = known->is(ValueKind::text) && scalar_kind(*known) != ScalarKind::text;
  if (is_number) context.refuse_value(resource, field, {"Location.", field.key, " has to be a text, not a number"});
  if (known->is(ValueKind::text) || known->is(ValueKind::broken)) return is_number || known->is(ValueKind::broken);
  if (known->is(ValueKind::expression)) {
    const ExpressionKind kind = known->expression->kind;
    if (kind == ExpressionKind::ref || kind == ExpressionKind::find_in_map) return false;  // known only at deployment
    context.refuse_value(resource, field, {"Location.", field.key, " has to be known before deployment"},
                         "use a text, a parameter or a mapping");
    return true;
  }
  context.refuse_value(resource, field, {"Location.", field.key, " has to be a text"});
  return true;
}

/// An application of the repository: what it is, as tags. False if it is refused.
bool add_repository_tags(Context& context, const SamResource& resource, const Field& location, Fields& tags) {
  if (location.value->is(ValueKind::expression)) {
    context.refuse_value(resource, location, {"Location has to be a text or a map, not a function"});
    return false;
  }
  if (!location.value->is(ValueKind::map)) return true;
  const Maker maker = context.maker(resource);
  bool good = true;
  for (const std::string_view name : {"ApplicationId", "SemanticVersion"}) {
    const Field* field = location.value->find(name);
    if (!is_given(field)) {
      context.refuse_value(resource, location, {"Location.", name, " is required"});
      good = false;
    } else if (is_unresolvable(context, resource, *field)) {
      good = false;
    } else {
      tags.take(maker, name == "ApplicationId" ? "serverlessrepo:applicationId" : "serverlessrepo:semanticVersion", field);
    }
  }
  return good;
}

}  // namespace

void expand_application(Context& context, const SamResource& resource) {
  if (!check_properties(context, {.subject = resource}, *resource.properties, rules)) return;
  const Maker maker = context.maker(resource);
  const Field& location = *resource.find("Location");
  const Field* written_tags = resource.find("Tags");
  Fields tags;
  if (!add_repository_tags(context, resource, location, tags)) return;
  if (written_tags != nullptr)
    for (const Field& tag : written_tags->value->fields) tags.set(tag);
  const Field all{"Tags", written_tags != nullptr ? written_tags->origin : maker.origin(), tags.value(maker)};

  Draft& stack = context.add_main(resource, "AWS::CloudFormation::Stack");
  if (!location.value->is(ValueKind::map)) stack.properties.set({"TemplateURL", location.origin, location.value});
  for (const std::string_view name : {"Parameters", "NotificationARNs", "TimeoutInMinutes"})
    if (const Field* field = resource.find(name)) stack.properties.set(*field);
  if (const Value* list = tag_list(context, resource, &all, "lambda:createdBy")) stack.properties.set({"Tags", all.origin, list});
}

}  // namespace cumulint::sam
