// S3 and Cognito events: they are settings of a bucket or user pool of the same template, which SAM edits in place.
#include "sam/events.h"
#include "sam/permission.h"

namespace cumulint::sam {
namespace {

/// The resource of the template that `property` refers to; null and refused if it is none of `type`.
const Resource* referenced(Context& context, const Event& event, std::string_view property, std::string_view type,
                           std::string_view words) {
  const Field& field = *event.find(property);
  const Value& value = *field.value;
  if (value.is(ValueKind::broken)) return nullptr;
  const bool is_ref = value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::ref;
  const Resource* found = is_ref ? context.find_written(value.expression->target) : nullptr;
  if (found != nullptr && found->type == type) return found;
  context.refuse_value(event.subject(), field, {property, " has to be a !Ref to ", words, " of the same template"});
  return nullptr;
}

/// The texts of a text or a list of texts.
std::vector<Field> one_or_more(const Field& field) {
  if (field.value->is(ValueKind::list)) return {field.value->fields.begin(), field.value->fields.end()};
  return {field};
}

bool are_texts(Context& context, const Event& event, std::string_view property) {
  for (const Field& item : one_or_more(*event.find(property)))
    if (!item.value->is(ValueKind::text)) {
      context.refuse_value(event.subject(), item, {"an item of ", property, " has to be a text"});
      return false;
    }
  return true;
}

/// With a Condition on the function a dependency is impossible: a tag that refers to the permission stands in.
bool depend_on_permission(Context& context, const Event& event, Draft& bucket, const Draft& permission) {
  if (permission.condition.empty()) {
    bucket.depends_on.push_back(permission.id);
    return true;
  }
  const Field* tags = bucket.properties.find("Tags");
  if (is_given(tags) && !tags->value->is(ValueKind::list)) {
    if (!tags->value->is(ValueKind::broken))
      context.refuse_value(*bucket.declared, *tags, {"Tags has to be a list"});
    return false;
  }
  const Maker maker = context.maker(event.subject());
  const Value* tag = maker.map(
      {{"Key", maker.text(context.join({"sam:ConditionalDependsOn:", permission.id}))},
       {"Value", maker.if_(permission.condition, maker.ref(permission.id), maker.text("no dependency"))}});
  bucket.properties.set(maker, "Tags", appended(maker, tags != nullptr ? tags->value : nullptr, tag));
  return true;
}

bool is_map_or_missing(Context& context, const Resource& resource, const Field* field, std::string_view words) {
  if (!is_given(field) || field->value->is(ValueKind::map)) return true;
  if (!field->value->is(ValueKind::broken)) context.refuse_value(resource, *field, {words, " has to be a map"});
  return false;
}

void notify(Context& context, const Event& event, const EventTarget& target, Draft& bucket, std::string_view condition) {
  const Maker maker = context.maker(event.subject());
  const Field* notifications = bucket.properties.find("NotificationConfiguration");
  if (!is_map_or_missing(context, *bucket.declared, notifications, "NotificationConfiguration")) return;
  const Field* old = is_given(notifications) ? notifications->value->find("LambdaConfigurations") : nullptr;
  if (is_given(old) && !old->value->is(ValueKind::list)) {
    context.refuse_value(*bucket.declared, *old, {"LambdaConfigurations has to be a list"});
    return;
  }
  const Value* list = is_given(old) ? old->value : nullptr;
  for (const Field& name : one_or_more(*event.find("Events"))) {
    Fields made;
    made.set(maker, "Function", target_arn(maker, target));
    made.take(maker, "Filter", event.find("Filter"));
    made.take(maker, "Event", &name);
    const Value* configuration = made.value(maker);
    if (!condition.empty()) configuration = maker.if_(condition, configuration, maker.no_value());
    bool known = false;
    if (list != nullptr)
      for (const Field& item : list->fields) known = known || same_value(*item.value, *configuration);
    if (!known) list = appended(maker, list, configuration);
  }
  const Value* base = is_given(notifications) ? notifications->value : nullptr;
  const Value* made = with_path(maker, base, "LambdaConfigurations", list);
  bucket.properties.set(notifications != nullptr ? Field{notifications->key, notifications->origin, made}
                                                 : maker.field("NotificationConfiguration", made));
}

}  // namespace

void expand_s3_event(Context& context, const Event& event, const EventTarget& target) {
  constexpr PropertyRule rules[] = {
      {"Bucket", Shape::any, true}, {"Events", Shape::text_or_list, true, true}, {"Filter", Shape::map}};
  if (!check_event(context, event, rules) || !are_texts(context, event, "Events")) return;
  const Resource* written = referenced(context, event, "Bucket", "AWS::S3::Bucket", "an S3 bucket");
  if (written == nullptr) return;
  if (!is_map_or_missing(context, *written, written->properties, "Properties")) return;
  const Maker maker = context.maker(event.subject());
  const Draft& permission =
      add_permission(context, event.subject(), event_id(context, event, "Permission"), target,
                     {.principal = "s3.amazonaws.com", .source_account = maker.ref("AWS::AccountId")});
  Draft& bucket = context.edit(*written);
  if (depend_on_permission(context, event, bucket, permission)) notify(context, event, target, bucket, permission.condition);
}

void expand_cognito_event(Context& context, const Event& event, const EventTarget& target) {
  constexpr PropertyRule rules[] = {{"UserPool", Shape::any, true}, {"Trigger", Shape::text_or_list, true, true}};
  if (!check_event(context, event, rules) || !are_texts(context, event, "Trigger")) return;
  const Resource* written = referenced(context, event, "UserPool", "AWS::Cognito::UserPool", "a Cognito user pool");
  if (written == nullptr) return;
  const Maker maker = context.maker(event.subject());
  const std::string_view owner = target.alias != nullptr ? target.alias->id : target.main->id;
  const std::string_view id = context.join({owner, "CognitoPermission"});
  add_permission(context, event.subject(), id, target,
                 {.principal = "cognito-idp.amazonaws.com", .source_arn = maker.get_att(written->id, "Arn")});

  Draft& pool = context.edit(*written);
  const Field* config = pool.properties.find("LambdaConfig");
  if (!is_map_or_missing(context, *written, config, "LambdaConfig")) return;
  Fields triggers = is_given(config) ? Fields(*config->value) : Fields();
  for (const Field& trigger : one_or_more(*event.find("Trigger"))) {
    const std::string_view name = trigger.value->literal();
    if (triggers.has(name)) {
      context.refuse_conflict(event.subject(), trigger, {"trigger ", name, " of ", written->id, " is set twice"});
      continue;
    }
    triggers.set(maker, name, target_arn(maker, target));
  }
  pool.properties.set(config != nullptr ? Field{config->key, config->origin, triggers.value(maker)}
                                        : maker.field("LambdaConfig", triggers.value(maker)));
}

}  // namespace cumulint::sam
