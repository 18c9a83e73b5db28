// S3 notifications: bucket -> function, queue, topic, or the account's event bus.
#include "graph/families.h"

namespace cumulint {
namespace {

struct Target {
  std::string_view list, name;  // of the entries; of what they notify
};
constexpr Target bucket_targets[] = {{"NotificationConfiguration.LambdaConfigurations", "Function"},
                                     {"NotificationConfiguration.QueueConfigurations", "Queue"},
                                     {"NotificationConfiguration.TopicConfigurations", "Topic"}};
// What the CDK's provider passes on to PutBucketNotificationConfiguration, whose entries have other names.
constexpr Target custom_targets[] = {{"NotificationConfiguration.LambdaFunctionConfigurations", "LambdaFunctionArn"},
                                     {"NotificationConfiguration.QueueConfigurations", "QueueArn"},
                                     {"NotificationConfiguration.TopicConfigurations", "TopicArn"}};

void add_notifications(GraphBuilder& graph, const Resource& owner, const std::vector<Named>& buckets,
                       std::span<const Target> targets) {
  for (const Target& target : targets)
    for (const Choice& entry : graph.items(owner, target.list)) {
      EdgeFacts facts{.kind = EdgeKind::bucket_notification, .via = &owner, .settings = entry.field};
      facts.label = graph.known_text(*entry.field, "Event", entry.when);
      facts.invocation = InvocationKind::asynchronous;
      graph.connect(buckets, graph.targets(*entry.field, target.name, {}, entry.when), facts);
    }
}

/// With EventBridge switched on, every event of the bucket goes to the account's default bus.
void add_event_bridge(GraphBuilder& graph, const Resource& bucket) {
  for (const Choice& on : graph.at(bucket, "NotificationConfiguration.EventBridgeConfiguration")) {
    if (graph.known_text(*on.field, "EventBridgeEnabled", on.when) == "false") continue;
    Named bus;
    bus.sure = Truth::yes;
    bus.shown = "default";
    bus.type = "AWS::Events::EventBus";
    bus.field = on.field;
    bus.when = on.when;
    graph.connect(
        bucket, {bus},
        {.kind = EdgeKind::bucket_notification, .via = &bucket, .settings = on.field, .label = "EventBridge"});
  }
}

}  // namespace

void add_bucket_notifications(GraphBuilder& graph) {
  for (const Resource* bucket : graph.resources("AWS::S3::Bucket")) {
    add_notifications(graph, *bucket, {graph.self(*bucket)}, bucket_targets);
    add_event_bridge(graph, *bucket);
  }
  for (const Resource* custom : graph.resources("Custom::S3BucketNotifications"))
    add_notifications(graph, *custom, graph.targets(*custom, "BucketName", {"AWS::S3::Bucket"}), custom_targets);
}

}  // namespace cumulint
