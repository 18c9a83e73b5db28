// Flags rule targets whose undelivered events are lost.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

const Edge* edge_of(const ResourceView& rule, const Field& target) {
  for (const Edge* edge : rule.out())
    if (edge->kind == EdgeKind::rule_target && edge->settings != nullptr &&
        edge->settings->value == target.value)
      return edge;
  return nullptr;
}

bool is_app_resource(const Edge* edge, std::string_view type) {
  return edge != nullptr && edge->sure == Truth::yes && edge->to->resource != nullptr && edge->to->type == type;
}

void suggest_queue(const ResourceView& rule, const Field& target, Finding& finding) {
  const UnitView unit = rule.unit_view();
  const char* title = "add a dead-letter queue";
  if (rule.resource().event_field != nullptr) {
    if (const auto edit = insert_event_queue(unit, rule.resource())) finding.fix(FixSafety::suggestion, title, {*edit});
    return;
  }
  const auto letters = letter_queue(unit, rule.resource(), {.service = "events.amazonaws.com",
                                                            .source = "!GetAtt " + std::string(rule.id()) + ".Arn",
                                                            .source_resource = &rule.resource()});
  if (!letters) return;
  if (const auto edit = insert_into_map(unit, target, {"DeadLetterConfig:", "  Arn: " + letters->arn()}))
    finding.fix(FixSafety::suggestion, title, letters->with(*edit));
}

void check_target(const ResourceView& rule, const Choice& target, Reporter& report) {
  if (!target.field->value->is(ValueKind::map)) return;
  for (const Choice& arn : rule.unit_view().find(*target.field, "DeadLetterConfig.Arn", target.when).items)
    if (!arn.field->value->is(ValueKind::absent)) return;
  const Edge* edge = edge_of(rule, *target.field);
  if (is_app_resource(edge, "AWS::SQS::Queue")) return;
  if (edge == nullptr || (edge->to->resource == nullptr && edge->to->type.empty())) return;  // a queue of the app, perhaps
  const bool comes_again = rule.has("ScheduleExpression") != Truth::no;
  const bool is_let_in = is_app_resource(edge, "AWS::Lambda::Function") &&
                         lets_in(*edge, rule.unit_view(), "events.amazonaws.com") != Truth::no;
  Finding finding = report.finding(fact());
  if (rule.resource().event_field != nullptr) {
    finding.at(rule);
  } else {
    finding.at(*target.field).about(rule);
  }
  finding.about(*target.field)
      .level(comes_again || is_let_in ? Level::note : Level::warning)
      .say("the target", edge->to->id.empty() ? "" : " ", edge->to->id, " of rule ", rule, " has no DeadLetterConfig")
      .why("an event that can't be delivered within 24 hours, or is refused, is lost")
      .help("add a DeadLetterConfig with the ARN of a queue that lets events.amazonaws.com send");
  suggest_queue(rule, *target.field, finding);
  if (edge->to->resource != nullptr) finding.related(*edge->to->resource, "the target");
}

bool is_switched_off(const ResourceView& rule) {
  return rule.property("State", "ENABLED").every([](const Candidate& c) { return c.text.equals("DISABLED"); }) == Truth::yes;
}

void check(const ResourceView& rule, Reporter& report) {
  if (rule.is_tool_generated() || is_switched_off(rule)) return;
  for (const Choice& target : rule.items("Targets").items) check_target(rule, target, report);
}

}  // namespace

extern constinit const Rule eventbridge_target_no_dlq{
    .info = {.id = "eventbridge-target-no-dlq",
             .level = Level::warning,
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "2.4"},
    .needs = {.iam = true},
    .types = {"AWS::Events::Rule"},
    .on_resource = check,
};

}  // namespace cumulint::rules
