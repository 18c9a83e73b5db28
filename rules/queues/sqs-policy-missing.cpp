// Flags deliveries to a queue or topic whose policy does not let the sender in.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-sqs-policies.html

#include <algorithm>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool has_role(const Delivery& delivery) {
  if (delivery.edge->via->find("RoleArn") != nullptr) return true;
  const Choices role = delivery.unit.find(*delivery.edge->settings, "RoleArn", delivery.edge->when);
  return role.open || std::any_of(role.items.begin(), role.items.end(),
                                  [](const Choice& choice) { return !choice.field->value->is(ValueKind::absent); });
}

/// The service that delivers by the target's policy; empty if the edge is none of these.
std::string_view sender_of(const Delivery& delivery) {
  const bool to_queue = delivery.edge->to->type == "AWS::SQS::Queue",
             to_topic = delivery.edge->to->type == "AWS::SNS::Topic";
  switch (delivery.kind()) {
    case EdgeKind::subscription: return to_queue ? "sns.amazonaws.com" : "";
    case EdgeKind::bucket_notification: return to_queue ? "s3.amazonaws.com" : "";
    case EdgeKind::rule_target: return (to_queue || to_topic) && !has_role(delivery) ? "events.amazonaws.com" : "";
    default: return {};
  }
}

std::string sender_name(const Delivery& delivery) {
  switch (delivery.kind()) {
    case EdgeKind::subscription: return "topic " + std::string(delivery.edge->from->id);
    case EdgeKind::bucket_notification: return "bucket " + std::string(delivery.edge->from->id);
    default: return "rule " + std::string(delivery.edge->from->id);
  }
}

void place(Finding& finding, const Edge& edge) {
  const bool is_subscription_resource =
      edge.kind == EdgeKind::subscription && edge.via->type == "AWS::SNS::Subscription";
  if (is_subscription_resource || edge.via->event_field != nullptr)
    finding.at(*edge.via);
  else
    finding.at(*edge.settings).about(*edge.via);
  finding.about(*edge.settings);
}

void check(const Delivery& delivery, Reporter& report) {
  const Edge& edge = *delivery.edge;
  if (!edge.enabled || edge.sure != Truth::yes || edge.settings == nullptr || !delivery.to_resource()) return;
  const std::string_view sender = sender_of(delivery);
  if (sender.empty()) return;
  const std::optional<Scenario> shut = shut_out(edge, delivery.unit, sender);
  if (!shut) return;
  const ResourceView target = delivery.target();
  const bool is_queue = target.is("AWS::SQS::Queue");
  Finding finding = report.finding(when(*shut), delivery.unit);
  place(finding, edge);
  finding
      .say(sender_name(delivery), " delivers to ", is_queue ? "queue " : "topic ", target, ", but no policy of the ",
           is_queue ? "queue" : "topic", " lets ", sender, " in")
      .why("nothing arrives")
      .related(target, "has no policy that allows ", is_queue ? "sqs:SendMessage" : "sns:Publish", " to ", sender)
      .help("add an ", is_queue ? "AWS::SQS::QueuePolicy" : "AWS::SNS::TopicPolicy", " that allows ",
            is_queue ? "sqs:SendMessage" : "sns:Publish", " to ", sender, ", with the sender's ARN as aws:SourceArn");
}

}  // namespace

extern constinit const Rule sqs_policy_missing{
    .info = {.id = "sqs-policy-missing", .level = Level::error, .tags = {"reliability"}, .section = "2.3"},
    .needs = {.iam = true},
    .on_delivery = check,
};

}  // namespace cumulint::rules
