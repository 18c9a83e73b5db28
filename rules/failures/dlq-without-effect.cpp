// Flags failure queues of functions that nothing invokes asynchronously: they never receive anything.
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// Nobody can invoke it asynchronously: every known trigger waits or polls, and nothing is unknown.
bool is_never_asynchronous(const ResourceView& function) {
  if (!function.has_role(RoleFlag::app_private) || function.unit_view().graph().may_have_unknown_resources) return false;
  bool has_trigger = false;
  for (const Edge* edge : function.in()) {
    if (!is_invocation(*edge)) continue;
    if (edge->sure != Truth::yes) return false;
    if (edge->invocation != InvocationKind::synchronous && edge->invocation != InvocationKind::polled) return false;
    has_trigger = true;
  }
  return has_trigger;
}

/// Does code of the app invoke something that we can't name?
bool has_unknown_invoke(const UnitView& unit) {
  if (unit.unit().code == nullptr) return false;
  for (const FunctionCode& code : unit.unit().code->functions)
    for (const SdkCall& call : code.calls)
      if (call.service == "lambda" && starts_with(call.operation, "Invoke") && call.target.resource == nullptr)
        return true;
  return false;
}

/// The values by which a function's failures go somewhere: of its dead-letter queue, its OnFailure destinations.
std::vector<const Field*> failure_values(const ResourceView& function) {
  std::vector<const Field*> values;
  if (const Field* queue = function.resource().find("DeadLetterConfig.TargetArn")) values.push_back(queue);
  for (const Edge* edge : function.out())
    if (edge->kind == EdgeKind::on_failure && edge->evidence != nullptr) values.push_back(edge->evidence);
  return values;
}

/// A value in Globals serves every function that inherits it.
bool serves_another(const ResourceView& function, const Field& value) {
  for (const ResourceView& other : function.unit_view().resources({"AWS::Lambda::Function"})) {
    if (other.id() == function.id() || is_never_asynchronous(other)) continue;
    for (const Field* same : failure_values(other))
      if (same->origin.value_place() == value.origin.value_place()) return true;
  }
  return false;
}

void report_property(const ResourceView& function, const Field& place, std::string_view what, Reporter& report) {
  Finding finding = report.finding(fact());
  finding.at(place)
      .about(function)
      .say("the ", what, " of function ", function, " never receives anything: all its triggers wait or poll")
      .why("failures of synchronous and polled invocations go back to the caller or the poller")
      .help("remove it; for a queue or stream set the dead-letter queue or OnFailure destination at the source");
  for (const Edge* edge : triggers_of(function)) finding.related(place_of_edge(*edge), "invoked by ", trigger_name(*edge));
}

void check(const ResourceView& function, Reporter& report) {
  if (!is_never_asynchronous(function) || has_unknown_invoke(function.unit_view())) return;
  const Field* queue = function.resource().find("DeadLetterConfig.TargetArn");
  if (queue != nullptr && !serves_another(function, *queue)) report_property(function, *queue, "dead-letter queue", report);
  for (const Edge* edge : function.out())
    if (edge->kind == EdgeKind::on_failure && edge->evidence != nullptr && edge->via != nullptr &&
        edge->via->type == "AWS::Lambda::EventInvokeConfig" && !serves_another(function, *edge->evidence))
      report_property(function, *edge->evidence, "OnFailure destination", report);
}

}  // namespace

extern constinit const Rule dlq_without_effect{
    .info = {.id = "dlq-without-effect",
             .level = Level::warning,
             .tags = {"reliability"},
             .section = "2.4"},
    .needs = {.code = true},
    .types = {"AWS::Lambda::Function"},
    .on_resource = check,
};

}  // namespace cumulint::rules
