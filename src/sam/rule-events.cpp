// Schedule, EventBridgeRule and CloudWatchEvent: EventBridge rules with their targets and dead-letter queues.
#include "base/strings.h"
#include "sam/events.h"
#include "sam/permission.h"
#include "sam/role.h"

namespace cumulint::sam {
namespace {

/// State, from either of the two properties that say it; null if neither does.
const Value* rule_state(Context& context, const Event& event) {
  const Field *state = event.find("State"), *enabled = event.find("Enabled");
  if (state != nullptr && enabled != nullptr) 
    context.refuse_conflict(event.subject(), *enabled, {"State and Enabled exclude each other"}, "keep State");
  if (state != nullptr) return state->value;
  if (enabled == nullptr) return nullptr;
  return Maker(context.arena(), enabled->origin).text(is_false(*enabled->value) ? "DISABLED" : "ENABLED");
}


/// A role for EventBridge to start the state machine with; null if the event brings one.
const Value* starting_role(Context& context, const Event& event, const EventTarget& target) {
  const Maker maker = context.maker(event.subject());
  if (const Field* given = event.find("RoleArn")) {
    if (given->value->is(ValueKind::expression))
      context.refuse_value(event.subject(), *given, {"RoleArn has to be a text, not a function"}, "let SAM make the role, or use ScheduleV2");
    return given->value;
  }
  Draft& role = add_starting_role(context, event, target, "events.amazonaws.com");
  return maker.get_att(role.id, "Arn");
}

const Value* rule_targets(Context& context, const Event& event, const EventTarget& target, const DeadLetters& letters) {
  const Maker maker = context.maker(event.subject());
  Fields made;
  made.set(maker, "Arn", target_reference(maker, target));
  const Field* id = event.find("Target.Id");
  const std::string_view suffix = is_state_machine(target) ? "StepFunctionsTarget" : "LambdaTarget";
  constexpr std::size_t longest_id = 64;  // of a target, https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html
  const std::string_view start = event_id(context, event).substr(0, longest_id - suffix.size());
  made.set(maker, "Id", maker.text(context.join({start, suffix})));
  made.take(maker, "Id", id);
  if (is_state_machine(target)) made.set(maker, "RoleArn", starting_role(context, event, target));
  for (const std::string_view name : {"Input", "InputPath", "RetryPolicy", "InputTransformer"})
    made.take(maker, name, event.find(name));
  made.set(maker, "DeadLetterConfig", letters.config);
  return maker.list({made.value(maker)});
}

void add_letter_policy(Context& context, const Event& event, const DeadLetters& letters) {
  if (letters.queue == nullptr) return;
  const Maker maker = context.maker(event.subject());
  const Value* source = maker.get_att(event_id(context, event), "Arn");
  add_queue_policy(
      context, event.subject(), event_id(context, event, "QueuePolicy"),
      maker.map({{"Action", maker.text("sqs:SendMessage")},
                 {"Effect", maker.text("Allow")},
                 {"Principal", maker.map({{"Service", maker.text("events.amazonaws.com")}})},
                 {"Resource", letters.arn},
                 {"Condition", maker.map({{"ArnEquals", maker.map({{"aws:SourceArn", source}})}})}}),
      maker.ref(letters.queue->id));
}

void finish_rule(Context& context, const Event& event, const EventTarget& target, Draft& rule) {
  const Maker maker = context.maker(event.subject());
  rule.properties.set(maker, "State", rule_state(context, event));
  const DeadLetters letters = dead_letters(context, event);
  rule.properties.set(maker, "Targets", rule_targets(context, event, target, letters));
  add_letter_policy(context, event, letters);
  if (is_state_machine(target)) return;
  add_permission(context, event.subject(), event_id(context, event, "Permission"), target,
                 {.principal = "events.amazonaws.com", .source_arn = maker.get_att(rule.id, "Arn")});
}

}  // namespace

const Value* target_reference(const Maker& maker, const EventTarget& target) {
  if (is_state_machine(target)) return maker.ref(target.alias != nullptr ? target.alias->id : target.main->id);
  return target_arn(maker, target);
}

Draft& add_starting_role(Context& context, const Event& event, const EventTarget& target, std::string_view service) {
  const Maker maker = context.maker(event.subject());
  const std::string_view id = event_id(context, event, "Role");
  Draft& role = context.add(event.subject(), id, "AWS::IAM::Role");
  role.properties.set(maker, "AssumeRolePolicyDocument", assume_role_document(maker, service));
  add_inline_policy(role, maker, context.join({id, "StartExecutionPolicy"}),
                    maker.map({{"Statement", maker.list({maker.map({{"Action", maker.text("states:StartExecution")},
                                                                    {"Effect", maker.text("Allow")},
                                                                    {"Resource", target_reference(maker, target)}})})}}));
  const Field* boundary = event.find("PermissionsBoundary");
  role.properties.take(maker, "PermissionsBoundary",
                       boundary != nullptr ? boundary : event.owner->find("PermissionsBoundary"));
  return role;
}

DeadLetters dead_letters(Context& context, const Event& event) {
  const Field* config = event.find("DeadLetterConfig");
  if (config == nullptr || !config->value->is(ValueKind::map)) return {config != nullptr ? config->value : nullptr};
  const Field *arn = config->value->find("Arn"), *type = config->value->find("Type"),
              *id = config->value->find("QueueLogicalId");
  if (is_given(arn) && is_given(type)) {
    context.refuse_conflict(event.subject(), *type, {"DeadLetterConfig takes either Arn or Type, not both"});
    return {};
  }
  if (!is_given(arn) && !is_given(type)) {
    context.refuse_value(event.subject(), *config, {"DeadLetterConfig needs Arn or Type"});
    return {};
  }
  const Maker maker = context.maker(event.subject());
  if (is_given(arn)) {
    Fields made;
    made.take(maker, "Arn", arn);
    return {made.value(maker), arn->value, nullptr};
  }
  if (type->value->literal() != "SQS") {
    context.refuse_value(event.subject(), *type, {"the Type of DeadLetterConfig has to be SQS"});
    return {};
  }
  if (is_given(id) && !id->value->is(ValueKind::text)) {
    context.refuse_value(event.subject(), *id, {"QueueLogicalId of DeadLetterConfig has to be a text"});
    return {};
  }
  const std::string_view queue_id = is_given(id) ? id->value->text : event_id(context, event, "Queue");
  Draft& queue = context.add(event.subject(), queue_id, "AWS::SQS::Queue");
  const Value* queue_arn = maker.get_att(queue.id, "Arn");
  return {maker.map({{"Arn", queue_arn}}), queue_arn, &queue};
}

void expand_schedule_event(Context& context, const Event& event, const EventTarget& target) {
  constexpr PropertyRule rules[] = {
      {"Schedule", Shape::text, true}, {"RuleName", Shape::text}, {"Input", Shape::text}, {"Enabled", Shape::boolean},
      {"State", Shape::text}, {"Name", Shape::text}, {"Description", Shape::text}, {"DeadLetterConfig", Shape::map, false, true},
      {"RetryPolicy", Shape::map}};
  constexpr PropertyRule machine_rules[] = {
      {"Schedule", Shape::text, true}, {"RuleName", Shape::text}, {"Input", Shape::text}, {"Enabled", Shape::boolean},
      {"State", Shape::text}, {"Name", Shape::text}, {"Description", Shape::text}, {"DeadLetterConfig", Shape::map, false, true},
      {"RetryPolicy", Shape::map}, {"Target", Shape::map}, {"RoleArn", Shape::text}};
  const bool machine = is_state_machine(target);
  if (!(machine ? check_event(context, event, machine_rules) : check_event(context, event, rules))) return;
  const Maker maker = context.maker(event.subject());
  Draft& rule = context.add(event.subject(), event_id(context, event), "AWS::Events::Rule");
  rule.properties.take(maker, "ScheduleExpression", event.find("Schedule"));
  rule.properties.take(maker, "Name", event.find("Name"));
  rule.properties.take(maker, "Description", event.find("Description"));
  finish_rule(context, event, target, rule);
}

void expand_rule_event(Context& context, const Event& event, const EventTarget& target) {
  constexpr PropertyRule rules[] = {
      {"Pattern", Shape::map}, {"EventBusName", Shape::text}, {"Input", Shape::text}, {"InputPath", Shape::text},
      {"InputTransformer", Shape::map}, {"DeadLetterConfig", Shape::map, false, true}, {"RetryPolicy", Shape::map},
      {"Target", Shape::map}, {"RuleName", Shape::text}, {"State", Shape::text}, {"Enabled", Shape::boolean}};
  if (!check_event(context, event, rules)) return;
  const Maker maker = context.maker(event.subject());
  Draft& rule = context.add(event.subject(), event_id(context, event), "AWS::Events::Rule");
  rule.properties.take(maker, "EventBusName", event.find("EventBusName"));
  rule.properties.take(maker, "EventPattern", event.find("Pattern"));
  rule.properties.take(maker, "Name", event.find("RuleName"));
  finish_rule(context, event, target, rule);
}

}  // namespace cumulint::sam
