// Flags asynchronously invoked functions that lose an event after two failed retries.
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// What invokes these has a retry of its own, or nobody could act on a stored event.
bool keeps_its_own_account(const Edge& edge) {
  return edge.kind == EdgeKind::custom_resource || edge.kind == EdgeKind::config_rule ||
         edge.kind == EdgeKind::code_pipeline || edge.kind == EdgeKind::on_failure || edge.kind == EdgeKind::dead_letter;
}

/// Is there, in some deployment, a failure destination for what comes in through this qualifier?
bool has_destination(const ResourceView& function, std::string_view qualifier) {
  if (qualifier.empty()) qualifier = "$LATEST";
  for (const Edge* edge : function.out()) {
    if (edge->kind != EdgeKind::on_failure || edge->via == nullptr) continue;
    const Possible covered = function.unit_view().view(*edge->via).property("Qualifier");
    if (covered.open || covered.any([&](const Candidate& c) { return c.text.equals(qualifier); }) != Truth::no) return true;
  }
  return false;
}

/// A function of CloudFormation stands where SAM reads a map itself: what it means to say decides, though SAM drops it.
bool hides_destination(const Resource& resource) {
  if (resource.written == nullptr) return false;
  for (std::string_view path : {"DeadLetterQueue", "EventInvokeConfig", "EventInvokeConfig.DestinationConfig",
                                "EventInvokeConfig.DestinationConfig.OnFailure"}) {
    const Field* written = resource.written->find(path);
    if (written != nullptr && written->value->is(ValueKind::expression)) return true;
  }
  return false;
}

std::vector<const Edge*> unsaved_triggers(const ResourceView& function) {
  std::vector<const Edge*> unsaved;
  for (const Edge* edge : triggers_of(function)) {
    if (edge->sure != Truth::yes || edge->invocation != InvocationKind::asynchronous) continue;
    if (!keeps_its_own_account(*edge) && !has_destination(function, edge->qualifier)) unsaved.push_back(edge);
  }
  return unsaved;
}

/// SAM gives the role that it makes the right; other roles get it here, if they are written here.
void suggest_queue(const ResourceView& function, Finding& finding) {
  if (function.resource().generated) return;
  const Resource& written = written_resource(function.resource());
  const bool has_own_role = !has_sam_role(function.node());
  const auto letters =
      letter_queue(function.unit_view(), written, {.worker = has_own_role ? &function.node() : nullptr});
  if (!letters) return;
  const std::string target = "  TargetArn: " + letters->arn();
  const std::vector<std::string> lines = function.resource().written != nullptr
                                             ? std::vector<std::string>{"DeadLetterQueue:", "  Type: SQS", target}
                                             : std::vector<std::string>{"DeadLetterConfig:", target};
  if (const auto edit = insert_properties(function.unit_view(), written, lines))
    finding.fix(FixSafety::suggestion, "add a dead-letter queue", letters->with(*edit));
}

void check(const ResourceView& function, Reporter& report) {
  if (function.is_tool_generated() || function.has_role(RoleFlag::failure_destination)) return;
  if (function.has_role(RoleFlag::custom_resource_handler)) return;
  if (function.has("DeadLetterConfig.TargetArn") != Truth::no || hides_destination(function.resource())) return;
  const std::vector<const Edge*> triggers = unsaved_triggers(function);
  if (triggers.empty()) return;
  bool all_recur = true;
  for (const Edge* trigger : triggers) all_recur = all_recur && recurs(*trigger, function.unit_view());
  Finding finding = report.finding(fact());
  finding.at(function)
      .level(all_recur ? Level::note : Level::warning)
      .say("function ", function, " is invoked asynchronously by ", trigger_name(*triggers[0]),
           " and has neither a dead-letter queue nor an OnFailure destination")
      .why("after two failed retries the event is lost")
      .help("add a DeadLetterQueue, or an EventInvokeConfig with an OnFailure destination");
  suggest_queue(function, finding);
  for (const Edge* trigger : triggers) finding.related(place_of_edge(*trigger), "invoked by ", trigger_name(*trigger));
}

}  // namespace

extern constinit const Rule lambda_async_no_destination{
    .info = {.id = "lambda-async-no-destination",
             .level = Level::warning,
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "2.4"},
    .needs = {.code = true, .iam = true},
    .types = {"AWS::Lambda::Function"},
    .on_resource = check,
};

}  // namespace cumulint::rules
