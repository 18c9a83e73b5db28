// Reads the events of a function and hands each to its kind.
#include "base/strings.h"
#include "sam/events.h"
#include "sam/function.h"
#include "sam/names.h"
#include "sam/parts.h"
#include "sam/permission.h"

namespace cumulint::sam {
namespace {

struct Kind {
  std::string_view type;
  void (*expand)(Context&, const Event&, const EventTarget&);
};

constexpr Kind kinds[] = {
    {"Api", expand_api_event},          {"HttpApi", expand_http_api_event},   {"SNS", expand_sns_event},
    {"S3", expand_s3_event},            {"Cognito", expand_cognito_event},    {"CloudWatchLogs", expand_logs_event},
    {"IoTRule", expand_iot_event},      {"AlexaSkill", expand_alexa_event},   {"Schedule", expand_schedule_event},
    {"EventBridgeRule", expand_rule_event}, {"CloudWatchEvent", expand_rule_event}, {"ScheduleV2", expand_scheduler_event},
};

void expand_event(Context& context, const Event& event, const EventTarget& target) {
  if (is_polled(event.type)) return expand_polled_event(context, event, target);
  for (const Kind& kind : kinds)
    if (kind.type == event.type) return kind.expand(context, event, target);
  const Field* type = event.field->value->find("Type");
  context.refuse(event.subject(), type != nullptr ? type->origin.value_place() : event.field->origin.key_place(),
                 Refusal::value, {"there is no event type ", event.type});
}

}  // namespace

std::string_view event_id(const Context& context, const Event& event, std::string_view suffix) {
  return context.join({event.owner->id(), event.name(), suffix});
}

std::optional<Event> read_event(Context& context, const SamResource& owner, const Field& field) {
  const Subject subject(owner, &field);
  if (field.value->is(ValueKind::broken)) return std::nullopt;
  if (!field.value->is(ValueKind::map)) {
    context.refuse_value(subject, field, {"an event has to be a map with Type and Properties"});
    return std::nullopt;
  }
  const Field* type = field.value->find("Type");
  if (type == nullptr || type->value->literal().empty()) {
    context.refuse(subject, field.origin.key_place(), Refusal::value, {"Type is required"});
    return std::nullopt;
  }
  Event event{&owner, &field, type->value->literal(), nullptr};
  const Field* properties = field.value->find("Properties");
  if (properties != nullptr && properties->value->is(ValueKind::broken)) return std::nullopt;
  if (properties != nullptr && properties->value->is(ValueKind::null)) {
    context.refuse_value(subject, *properties, {"Properties has to be a map"});
    return std::nullopt;
  }
  if (!is_given(properties)) {
    event.properties = Maker(context.arena(), field.origin).map(std::vector<Field>{});
  } else if (properties->value->is(ValueKind::map)) {
    event.properties = properties->value;
  } else {
    context.refuse_value(subject, *properties, {"Properties has to be a map"});
    return std::nullopt;
  }
  return event;
}

bool check_event(Context& context, const Event& event, std::span<const PropertyRule> rules) {
  if (!is_alphanumeric(event.name())) {
    context.refuse(event.subject(), event.field->origin.key_place(), Refusal::value,
                   {"the name of an event has to be letters and digits: it becomes part of logical ids"});
    return false;
  }
  return check_properties(context, {.subject = event.subject()}, *event.properties, rules);
}

void expand_function_events(Context& context, const SamResource& resource, const EventTarget& target) {
  const Field* events = resource.find("Events");
  if (events == nullptr || !events->value->is(ValueKind::map)) return;
  for (const Field& field : events->value->fields) {
    const std::optional<Event> event = read_event(context, resource, field);
    if (event) expand_event(context, *event, target);
  }
}

void expand_logs_event(Context& context, const Event& event, const EventTarget& target) {
  constexpr PropertyRule rules[] = {{"LogGroupName", Shape::text, true}, {"FilterPattern", Shape::text, true}};
  if (!check_event(context, event, rules)) return;
  const Maker maker = context.maker(event.subject());
  const Value* group = event.find("LogGroupName")->value;
  const Value* source = maker.sub(
      context.join({"arn:", context.partition(), ":logs:${AWS::Region}:${AWS::AccountId}:log-group:${__LogGroupName__}:*"}),
      {maker.field("__LogGroupName__", group)});
  const Draft& permission =
      add_permission(context, event.subject(), event_id(context, event, "Permission"), target,
                     {.principal = "logs.amazonaws.com", .source_arn = source});
  Draft& filter = context.add(event.subject(), event_id(context, event), "AWS::Logs::SubscriptionFilter");
  filter.depends_on.push_back(permission.id);
  filter.properties.take(maker, "LogGroupName", event.find("LogGroupName"));
  filter.properties.take(maker, "FilterPattern", event.find("FilterPattern"));
  filter.properties.set(maker, "DestinationArn", target_arn(maker, target));
}

void expand_iot_event(Context& context, const Event& event, const EventTarget& target) {
  constexpr PropertyRule rules[] = {{"Sql", Shape::text, true}, {"AwsIotSqlVersion", Shape::text}};
  if (!check_event(context, event, rules)) return;
  const Maker maker = context.maker(event.subject());
  const std::string_view id = event_id(context, event);
  const Value* source =
      maker.sub(context.join({"arn:", context.partition(), ":iot:${AWS::Region}:${AWS::AccountId}:rule/${RuleName}"}),
                {maker.field("RuleName", maker.ref(id))});
  add_permission(context, event.subject(), event_id(context, event, "Permission"), target,
                 {.principal = "iot.amazonaws.com", .source_arn = source, .source_account = maker.sub("${AWS::AccountId}")});
  Fields payload;
  payload.take(maker, "Sql", event.find("Sql"));
  payload.set(maker, "RuleDisabled", maker.boolean(false));
  payload.set(maker, "Actions", maker.list({maker.map({{"Lambda", maker.map({{"FunctionArn", target_arn(maker, target)}})}})}));
  payload.take(maker, "AwsIotSqlVersion", event.find("AwsIotSqlVersion"));
  Draft& rule = context.add(event.subject(), id, "AWS::IoT::TopicRule");
  rule.properties.set(maker, "TopicRulePayload", payload.value(maker));
}

void expand_alexa_event(Context& context, const Event& event, const EventTarget& target) {
  constexpr PropertyRule rules[] = {{"SkillId", Shape::text}};
  if (!check_event(context, event, rules)) return;
  add_permission(context, event.subject(), event_id(context, event, "Permission"), target,
                 {.principal = "alexa-appkit.amazon.com", .event_source_token = event.find("SkillId")});
}

}  // namespace cumulint::sam
