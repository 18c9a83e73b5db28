// Events: what makes functions and state machines run, each kind with the resources that it needs.
#pragma once

#include <optional>

#include "sam/context.h"
#include "sam/properties.h"

namespace cumulint::sam {

/// `{Owner}{Event}` and a suffix.
std::string_view event_id(const Context& context, const Event& event, std::string_view suffix = {});
/// Checks the form of one entry of `Events`; nothing if it is refused.
std::optional<Event> read_event(Context& context, const SamResource& owner, const Field& field);
/// The event's properties against its table.
bool check_event(Context& context, const Event& event, std::span<const PropertyRule> rules);

// Lambda polls: an event source mapping.
bool is_polled(std::string_view type);
void expand_polled_event(Context& context, const Event& event, const EventTarget& target);
/// What the role needs for the brokers' secrets and networks.
void add_broker_policies(Context& context, const Event& event, Draft* role);
/// `DestinationConfig` for the mapping, and the role's right to write there.
const Value* failure_destination(Context& context, const Event& event, Draft* role);

// AWS services that call a function.
void expand_sns_event(Context& context, const Event& event, const EventTarget& target);
void expand_s3_event(Context& context, const Event& event, const EventTarget& target);
void expand_cognito_event(Context& context, const Event& event, const EventTarget& target);
void expand_logs_event(Context& context, const Event& event, const EventTarget& target);
void expand_iot_event(Context& context, const Event& event, const EventTarget& target);
void expand_alexa_event(Context& context, const Event& event, const EventTarget& target);

// EventBridge rules and schedules, of functions and of state machines.
void expand_schedule_event(Context& context, const Event& event, const EventTarget& target);
void expand_rule_event(Context& context, const Event& event, const EventTarget& target);
void expand_scheduler_event(Context& context, const Event& event, const EventTarget& target);

/// What a rule or schedule calls: the ARN of a function, the Ref of a state machine, or their alias.
const Value* target_reference(const Maker& maker, const EventTarget& target);
/// A role for `service` to start the state machine with.
Draft& add_starting_role(Context& context, const Event& event, const EventTarget& target, std::string_view service);

/// A dead-letter queue that a rule or schedule asks for.
struct DeadLetters {
  const Value* config = nullptr;  // {Arn: …} for the target; null if there is none
  const Value* arn = nullptr;
  Draft* queue = nullptr;         // made by SAM
};
DeadLetters dead_letters(Context& context, const Event& event);
/// A queue policy that lets `service` send under the condition that `source` is its source.
Draft& add_queue_policy(Context& context, const Subject& subject, std::string_view id, const Value* statement,
                        const Value* queue_url);

inline bool is_state_machine(const EventTarget& target) { return target.main->type == "AWS::StepFunctions::StateMachine"; }

}  // namespace cumulint::sam
