// Flags alarms that turn red where nobody looks.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// A composite acts for its members, CodeDeploy and others read the state of the alarms that they refer to.
bool is_read_by_another(const ResourceView& alarm) {
  for (const Alarm& other : alarm.unit_view().graph().alarms)
    for (const Resource* member : other.members)
      if (member == &alarm.resource()) return true;
  for (const Edge* edge : alarm.in())
    if (edge->kind == EdgeKind::references && edge->from->resource != nullptr &&
        edge->from->type != "AWS::CloudWatch::Dashboard")
      return true;
  return false;
}

void check(const ResourceView& resource, Reporter& report) {
  for (const Alarm& alarm : resource.unit_view().graph().alarms) {
    if (alarm.resource != &resource.resource() || alarm.acts != Truth::no || is_read_by_another(resource)) continue;
    const bool has_actions = !alarm.actions.empty();
    const Field* off = has_actions ? resource.resource().find("ActionsEnabled") : nullptr;
    Finding finding = report.finding(fact());
    if (off != nullptr)
      finding.at(*off);
    else
      finding.at(resource);
    finding
        .say("alarm ", resource, has_actions ? " has ActionsEnabled false" : " has no AlarmActions")
        .why("it turns red and nobody is told")
        .help(has_actions ? "remove ActionsEnabled: false" : "add the ARN of a topic that reaches someone to AlarmActions");
  }
}

}  // namespace

extern constinit const Rule alarm_no_action{
    .info = {.id = "alarm-no-action", .level = Level::warning, .tags = {"reliability"}, .section = "12.3"},
    .types = {"AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"},
    .on_resource = check,
};

}  // namespace cumulint::rules
