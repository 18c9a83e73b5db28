// ScheduleV2: a schedule of EventBridge Scheduler, which assumes a role to do its work.
#include "sam/events.h"
#include "sam/permission.h"
#include "sam/role.h"

namespace cumulint::sam {
namespace {

constexpr PropertyRule rules[] = {
    {"ScheduleExpression", Shape::text, true},
    {"ScheduleExpressionTimezone", Shape::text},
    {"Input", Shape::text},
    {"Name", Shape::text},
    {"Description", Shape::text},
    {"State", Shape::text},
    {"StartDate", Shape::text},
    {"EndDate", Shape::text},
    {"FlexibleTimeWindow", Shape::map},
    {"DeadLetterConfig", Shape::map, false, true},
    {"RetryPolicy", Shape::map},
    {"RoleArn", Shape::text},
    {"GroupName", Shape::text},
    {"KmsKeyArn", Shape::text},
    {"OmitName", Shape::boolean, false, true},
    {"PermissionsBoundary", Shape::text},
};


Draft& add_role(Context& context, const Event& event, const EventTarget& target, const DeadLetters& letters) {
  const Maker maker = context.maker(event.subject());
  Draft& role = context.add(event.subject(), event_id(context, event, "Role"), "AWS::IAM::Role");
  role.properties.set(maker, "AssumeRolePolicyDocument", assume_role_document(maker, "scheduler.amazonaws.com"));
  const bool machine = is_state_machine(target);
  const Value* statement = maker.map({{"Action", maker.text(machine ? "states:StartExecution" : "lambda:InvokeFunction")},
                                      {"Effect", maker.text("Allow")},
                                      {"Resource", target_reference(maker, target)}});
  add_inline_policy(role, maker, event_id(context, event, machine ? "StartExecutionPolicy" : "LambdaPolicy"),
                    maker.map({{"Statement", maker.list({statement})}}));
  if (letters.arn != nullptr) add_inline_policy(role, maker, destination_policy(maker, event_id(context, event), "SQS", letters.arn));
  role.properties.take(maker, "PermissionsBoundary", event.find("PermissionsBoundary"));
  return role;
}

/// The event's own name, or its logical id, which is the same in every stack; none if the user says so.
void set_name(Context& context, const Event& event, Draft& schedule) {
  const Field *omit = event.find("OmitName"), *name = event.find("Name");
  const Maker maker = context.maker(event.subject());
  const bool omitted = omit != nullptr && is_true(*omit->value);
  if (omitted && name != nullptr)
    context.refuse_conflict(event.subject(), *name, {"Name and OmitName exclude each other"}, "remove one of them");
  if (omitted) return;
  schedule.properties.set(maker, "Name", maker.text(schedule.id));
  schedule.properties.take(maker, "Name", name);
}

}  // namespace

void expand_scheduler_event(Context& context, const Event& event, const EventTarget& target) {
  if (!check_event(context, event, rules)) return;
  const Maker maker = context.maker(event.subject());
  Draft& schedule = context.add(event.subject(), event_id(context, event), "AWS::Scheduler::Schedule");
  schedule.properties.set(maker, "FlexibleTimeWindow", maker.map({{"Mode", maker.text("OFF")}}));
  for (const std::string_view name : {"ScheduleExpression", "FlexibleTimeWindow", "ScheduleExpressionTimezone", "Description",
                                      "State", "StartDate", "EndDate", "GroupName", "KmsKeyArn"})
    if (const Field* field = event.find(name); is_set(field)) schedule.properties.take(maker, name, field);
  set_name(context, event, schedule);
  const DeadLetters letters = dead_letters(context, event);
  Fields made;
  made.set(maker, "Arn", target_reference(maker, target));
  if (const Field* given = event.find("RoleArn")) made.take(maker, "RoleArn", given);
  else made.set(maker, "RoleArn", maker.get_att(add_role(context, event, target, letters).id, "Arn"));
  made.take(maker, "Input", event.find("Input"));
  made.set(maker, "DeadLetterConfig", letters.config);
  made.take(maker, "RetryPolicy", event.find("RetryPolicy"));
  schedule.properties.set(maker, "Target", made.value(maker));
}

}  // namespace cumulint::sam
