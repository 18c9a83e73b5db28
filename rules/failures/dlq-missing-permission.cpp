// Flags dead-letter queues and destinations that whoever writes there may not write to.
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// What a role needs to write to a destination, and what of it ("/key" of a bucket).
struct Need {
  std::string_view type, action, suffix;
};
constexpr Need needs[] = {
    {"AWS::SQS::Queue", "sqs:SendMessage", ""},
    {"AWS::SNS::Topic", "sns:Publish", ""},
    {"AWS::Lambda::Function", "lambda:InvokeFunction", ""},
    {"AWS::Events::EventBus", "events:PutEvents", ""},
    {"AWS::S3::Bucket", "s3:PutObject", "/record"},
};

const Need* need_of(std::string_view type) {
  for (const Need& need : needs)
    if (need.type == type) return &need;
  return nullptr;
}

/// The roles under which the writer works; empty if they are not all known.
std::vector<const Resource*> roles_of(const GraphNode& writer, const Edge& edge) {
  std::vector<const Resource*> roles;
  for (const Edge* role : writer.out) {
    if (role->kind != EdgeKind::role || consistent(role->when, edge.when) == Truth::no) continue;
    if (role->sure != Truth::yes || role->to->type != "AWS::IAM::Role" || role->to->resource == nullptr) return {};
    roles.push_back(role->to->resource);
  }
  return roles;
}

/// A mapping works under the role of its function.
const GraphNode* worker_of(const Edge& edge, const UnitView& unit) {
  if (edge.from->type != "AWS::Lambda::EventSourceMapping") return edge.from;
  const GraphNode* found = nullptr;
  for (const Edge& mapping : unit.graph().edges) {
    if (mapping.kind != EdgeKind::mapping || mapping.via != edge.from->resource) continue;
    if (mapping.sure != Truth::yes && mapping.to->resource == nullptr) return nullptr;
    if (found != nullptr && found != mapping.to) return nullptr;
    found = mapping.to;
  }
  return found;
}

void check_role(const Edge& edge, const UnitView& unit, const Need& need, Reporter& report) {
  const GraphNode* worker = worker_of(edge, unit);
  if (worker == nullptr) return;
  const std::vector<const Resource*> roles = roles_of(*worker, edge);
  for (const Resource* role : roles) {
    AccessQuestion question{.action = need.action,
                            .resource = edge.to->resource,
                            .resource_suffix = need.suffix,
                            .role = role,
                            .service = {}};
    if (allows(*unit.unit().policies, question) != Truth::no) return;
  }
  if (roles.empty()) return;
  const bool is_success = edge.kind == EdgeKind::on_success;
  report.finding(when(edge.when), unit)
      .at(*edge.evidence)
      .about(*edge.from->resource)
      .say("the ", is_success ? "successes" : "failures", " of ", *edge.from->resource, " go to ", edge.to->id, ", but its role ", *roles[0], " lacks ",
           need.action)
      .why(edge.kind == EdgeKind::dead_letter && edge.from->type == "AWS::Lambda::Function"
               ? "Lambda refuses the function"
               : is_success ? "nothing arrives there"
                            : "what fails is lost")
      .related(*roles[0], "does not allow ", need.action, " on ", edge.to->id)
      .help("allow ", need.action, " on ", edge.to->id, " in the role");
}

/// The topic of a subscription, the rule itself: whose ARN the queue's policy may name.
const Resource* source_of(const Edge& edge, const UnitView& unit) {
  if (edge.from->type != "AWS::SNS::Subscription") return edge.from->resource;
  for (const Edge& subscription : unit.graph().edges)
    if (subscription.kind == EdgeKind::subscription && subscription.via == edge.from->resource)
      return subscription.from->resource;
  return nullptr;
}

void check_policy(const Edge& edge, const UnitView& unit, std::string_view service, Reporter& report) {
  if (edge.to->type != "AWS::SQS::Queue") return;
  AccessQuestion question{.action = "sqs:SendMessage",
                          .resource = edge.to->resource,
                          .resource_suffix = {},
                          .service = service,
                          .source = source_of(edge, unit)};
  if (allows(*unit.unit().policies, question) != Truth::no) return;
  report.finding(when(edge.when), unit)
      .at(*edge.evidence)
      .about(*edge.from->resource)
      .say("the failures of ", *edge.from->resource, " go to queue ", edge.to->id, ", but no policy of the queue lets ",
           service, " send")
      .why("what can't be delivered is lost")
      .related(*edge.to->resource, "has no policy that allows sqs:SendMessage to ", service)
      .help("add an AWS::SQS::QueuePolicy that allows sqs:SendMessage to ", service);
}

void check(const UnitView& unit, Reporter& report) {
  if (unit.unit().policies == nullptr) return;
  for (const Edge& edge : unit.graph().edges) {
    const bool is_destination =
        edge.kind == EdgeKind::dead_letter || edge.kind == EdgeKind::on_failure || edge.kind == EdgeKind::on_success;
    if (!is_destination || edge.sure != Truth::yes || edge.evidence == nullptr) continue;
    if (edge.from->resource == nullptr || edge.to->resource == nullptr) continue;
    const std::string_view from = edge.from->type;
    const Need* need = need_of(edge.to->type);
    if (from == "AWS::Events::Rule")
      check_policy(edge, unit, "events.amazonaws.com", report);
    else if (from == "AWS::SNS::Subscription")
      check_policy(edge, unit, "sns.amazonaws.com", report);
    else if (need != nullptr && from != "AWS::Events::EventBus")
      check_role(edge, unit, *need, report);
  }
}

}  // namespace

extern constinit const Rule dlq_missing_permission{
    .info = {.id = "dlq-missing-permission", .level = Level::error, .tags = {"reliability"}, .section = "3.4"},
    .needs = {.iam = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
