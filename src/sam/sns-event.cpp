// SNS events: a subscription that calls the function, or one that fills a queue which the function polls.
#include "sam/events.h"
#include "sam/permission.h"
#include "sam/role.h"

namespace cumulint::sam {
namespace {

struct Queue {
  const Value* arn = nullptr;
  const Value* url = nullptr;
  const Field* batch_size = nullptr;
  std::string_view policy_id;
};

Draft& add_subscription(Context& context, const Event& event, const Value* endpoint, std::string_view protocol) {
  const Maker maker = context.maker(event.subject());
  Draft& subscription = context.add(event.subject(), event_id(context, event), "AWS::SNS::Subscription");
  subscription.properties.set(maker, "Endpoint", endpoint);
  subscription.properties.set(maker, "Protocol", maker.text(protocol));
  subscription.properties.take(maker, "TopicArn", event.find("Topic"));
  for (const std::string_view name : {"Region", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy"})
    subscription.properties.take(maker, name, event.find(name));
  return subscription;
}

bool is_fifo_topic(Context& context, const Event& event) {
  const Value& topic = *event.find("Topic")->value;
  if (!topic.is(ValueKind::expression) || topic.expression->kind != ExpressionKind::ref) return false;
  const Resource* declared = context.find_written(topic.expression->target);
  const Field* fifo = declared != nullptr ? declared->find("FifoTopic") : nullptr;
  return fifo != nullptr && is_true(*fifo->value);
}

Queue make_queue(Context& context, const Event& event) {
  const Maker maker = context.maker(event.subject());
  Draft& queue = context.add(event.subject(), event_id(context, event, "Queue"), "AWS::SQS::Queue");
  if (is_fifo_topic(context, event)) queue.properties.set(maker, "FifoQueue", maker.boolean(true));
  return {maker.get_att(queue.id, "Arn"), maker.ref(queue.id), nullptr, event_id(context, event, "QueuePolicy")};
}

void fill_queue(Context& context, const Event& event, const EventTarget& target, const Queue& queue) {
  const Maker maker = context.maker(event.subject());
  Draft& mapping =
      context.add(event.subject(), event_id(context, event, "EventSourceMapping"), "AWS::Lambda::EventSourceMapping");
  mapping.properties.set(maker, "BatchSize", maker.number(10));
  mapping.properties.take(maker, "BatchSize", queue.batch_size);
  mapping.properties.set(maker, "Enabled", maker.boolean(true));
  mapping.properties.set(maker, "EventSourceArn", queue.arn);
  mapping.properties.set(maker, "FunctionName", function_name(maker, target));
  if (target.role != nullptr)
    add_managed_policy(context, *target.role, event.subject(), "service-role/AWSLambdaSQSQueueExecutionRole");

  const Value* condition =
      maker.map({{"ArnEquals", maker.map(std::vector<Field>{maker.field("aws:SourceArn", event.find("Topic")->value)})}});
  add_queue_policy(context, event.subject(), queue.policy_id,
                   maker.map({{"Action", maker.text("sqs:SendMessage")},
                              {"Effect", maker.text("Allow")},
                              {"Principal", maker.text("*")},
                              {"Resource", queue.arn},
                              {"Condition", condition}}),
                   queue.url);
  add_subscription(context, event, queue.arn, "sqs");
}

}  // namespace

Draft& add_queue_policy(Context& context, const Subject& subject, std::string_view id, const Value* statement,
                        const Value* queue_url) {
  const Maker maker = context.maker(subject);
  Draft& policy = context.add(subject, id, "AWS::SQS::QueuePolicy");
  policy.properties.set(maker, "PolicyDocument",
                        maker.map({{"Version", maker.text("2012-10-17")}, {"Statement", maker.list({statement})}}));
  policy.properties.set(maker, "Queues", maker.list({queue_url}));
  return policy;
}

void expand_sns_event(Context& context, const Event& event, const EventTarget& target) {
  constexpr PropertyRule rules[] = {
      {"Topic", Shape::text, true}, {"Region", Shape::text},       {"FilterPolicy"},
      {"FilterPolicyScope"},        {"RedrivePolicy", Shape::map}, {"SqsSubscription"},
  };
  if (!check_event(context, event, rules)) return;
  const Maker maker = context.maker(event.subject());
  const Field* subscription = event.find("SqsSubscription");
  if (subscription == nullptr || is_false(*subscription->value)) {
    add_permission(context, event.subject(), event_id(context, event, "Permission"), target,
                   {.principal = "sns.amazonaws.com", .source_arn = event.find("Topic")->value});
    add_subscription(context, event, target_arn(maker, target), "lambda");
    return;
  }
  if (is_true(*subscription->value)) return fill_queue(context, event, target, make_queue(context, event));

  const Field *arn = subscription->value->find("QueueArn"), *url = subscription->value->find("QueueUrl");
  if (!is_given(arn) || !is_given(url)) {
    context.refuse_value(event.subject(), *subscription,
                         {"SqsSubscription has to be true or false, or a map with QueueArn and QueueUrl"});
    return;
  }
  Queue queue{arn->value, url->value, subscription->value->find("BatchSize"), event_id(context, event, "QueuePolicy")};
  const Field* policy = subscription->value->find("QueuePolicyLogicalId");
  if (is_given(policy) && !policy->value->literal().empty()) queue.policy_id = policy->value->literal();
  fill_queue(context, event, target, queue);
}

}  // namespace cumulint::sam
