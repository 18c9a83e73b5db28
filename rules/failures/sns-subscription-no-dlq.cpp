// Flags subscriptions that drop what their endpoint refuses.
// https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool can_lose(const Candidate& protocol) {
  for (std::string_view kind : {"lambda", "sqs", "http", "https", "firehose"})
    if (protocol.text.equals(kind) == Truth::yes) return true;
  return false;
}

/// Refusals are unlikely where the endpoint is of the app and lets SNS in.
bool is_safe_endpoint(const Edge& edge, const UnitView& unit) {
  if (edge.sure != Truth::yes || edge.to->resource == nullptr) return false;
  if (edge.to->type != "AWS::Lambda::Function" && edge.to->type != "AWS::SQS::Queue") return false;
  return lets_in(edge, unit, "sns.amazonaws.com") != Truth::no;
}

/// The one topic that it can be of; null if there are several, or it is of another template.
const Resource* topic_of(const ResourceView& subscription) {
  const GraphNode* topic = nullptr;
  for (const Edge& edge : subscription.unit_view().graph().edges) {
    if (edge.kind != EdgeKind::subscription || edge.via != &subscription.resource()) continue;
    if (topic != nullptr && topic != edge.from) return nullptr;
    topic = edge.from;
  }
  return topic == nullptr ? nullptr : topic->resource;
}

void suggest_queue(const ResourceView& subscription, Finding& finding) {
  const UnitView unit = subscription.unit_view();
  const Resource* topic = topic_of(subscription);
  if (topic == nullptr) return;
  const Truth fifo = is_fifo(unit.view(*topic), "FifoTopic");
  if (fifo == Truth::unknown) return;
  const auto letters = letter_queue(unit, written_resource(subscription.resource()),
                                    {.service = "sns.amazonaws.com",
                                     .source = "!Ref " + std::string(topic->id),
                                     .source_resource = topic,
                                     .name = subscription.id(),
                                     .fifo = fifo == Truth::yes});
  if (!letters) return;
  const std::vector<std::string> lines = {"RedrivePolicy:", "  deadLetterTargetArn: " + letters->arn()};
  if (const auto edit = insert_settings(unit, subscription.resource(), lines))
    finding.fix(FixSafety::suggestion, "add a dead-letter queue", letters->with(*edit));
}

void check_subscription(const ResourceView& subscription, Reporter& report) {
  if (subscription.has("RedrivePolicy") != Truth::no) return;
  const Verdict loses = some(subscription.property("Protocol"), [](const Candidate& c) { return truth_of(can_lose(c)); });
  if (!loses) return;
  const Edge* edge = nullptr;
  for (const Edge& each : subscription.unit_view().graph().edges)
    if (each.kind == EdgeKind::subscription && each.via == &subscription.resource()) edge = &each;
  const bool safe = edge != nullptr && is_safe_endpoint(*edge, subscription.unit_view());
  const std::string endpoint = edge != nullptr && !edge->to->id.empty() ? " of " + std::string(edge->to->id) : "";
  Finding finding = report.finding(loses);
  finding.at(subscription)
      .level(safe ? Level::note : Level::warning)
      .say("the subscription", endpoint, " has no RedrivePolicy")
      .why("SNS does not retry what the endpoint refuses (no permission, endpoint gone): the message is lost")
      .help("add a RedrivePolicy with the ARN of a queue that lets sns.amazonaws.com send");
  suggest_queue(subscription, finding);
  if (edge != nullptr && edge->from->resource != nullptr) finding.related(*edge->from->resource, "the topic");
}

/// A topic's inline Subscription can't carry a RedrivePolicy.
void check_topic(const ResourceView& topic, Reporter& report) {
  for (const Choice& entry : topic.items("Subscription").items) {
    const Choices protocols = topic.unit_view().find(*entry.field, "Protocol", entry.when);
    for (const Choice& protocol : protocols.items) {
      const Possible value = topic.unit_view().resolve(*protocol.field, protocol.when);
      const Verdict loses = some(value, [](const Candidate& c) { return truth_of(can_lose(c)); });
      if (!loses) continue;
      report.finding(loses)
          .at(*entry.field)
          .about(topic)
          .level(Level::note)
          .say("the inline subscription of topic ", topic, " has no RedrivePolicy, and can't carry one")
          .why("SNS does not retry what the endpoint refuses (no permission, endpoint gone): the message is lost")
          .help("make it an AWS::SNS::Subscription with a RedrivePolicy");
    }
  }
}

void check(const ResourceView& resource, Reporter& report) {
  if (resource.is("AWS::SNS::Topic")) return check_topic(resource, report);
  check_subscription(resource, report);
}

}  // namespace

extern constinit const Rule sns_subscription_no_dlq{
    .info = {.id = "sns-subscription-no-dlq",
             .level = Level::warning,
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "3.1"},
    .needs = {.iam = true},
    .types = {"AWS::SNS::Subscription", "AWS::SNS::Topic"},
    .on_resource = check,
};

}  // namespace cumulint::rules
