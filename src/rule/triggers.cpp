// Invocation edges as rules on failure handling need them.
#include "rule/triggers.h"

#include "base/strings.h"

namespace cumulint {
namespace {

/// Every schedule that the property may hold is of the recurring kind.
bool is_recurring(const ResourceView& owner, std::string_view path) {
  const Possible expression = owner.property(path);
  if (expression.open || expression.invalid || expression.candidates.empty()) return false;
  return expression.every([](const Candidate& c) {
           return both(negate(truth_of(c.absent)), either(c.text.starts_with("rate("), c.text.starts_with("cron(")));
         }) == Truth::yes;
}

std::string_view action_for(const Resource& target) {
  if (target.type == "AWS::SQS::Queue") return "sqs:SendMessage";
  if (target.type == "AWS::SNS::Topic") return "sns:Publish";
  return "lambda:InvokeFunction";
}

}  // namespace

std::vector<const Edge*> triggers_of(const ResourceView& function) {
  std::vector<const Edge*> triggers;
  for (const Edge* edge : function.in())
    if (edge->enabled && is_invocation(*edge)) triggers.push_back(edge);
  return triggers;
}

bool recurs(const Edge& edge, const UnitView& unit) {
  if (edge.via == nullptr) return edge.from->resource != nullptr && edge.from->type == "AWS::Events::Rule" &&
                                  is_recurring(unit.view(*edge.from->resource), "ScheduleExpression");
  if (edge.kind == EdgeKind::rule_target || edge.kind == EdgeKind::schedule_target)
    return is_recurring(unit.view(*edge.via), "ScheduleExpression");
  return false;
}

std::string trigger_name(const Edge& edge) {
  if (edge.call != nullptr) return "the code of function " + std::string(edge.from->id);
  const std::string id(edge.from->id.empty() ? std::string_view("an unknown source") : edge.from->id);
  if (edge.from->type == "AWS::SNS::Topic") return "topic " + id;
  if (edge.from->type == "AWS::S3::Bucket") return "bucket " + id;
  if (edge.from->type == "AWS::Events::Rule") return "rule " + id;
  if (edge.from->type == "AWS::Scheduler::Schedule") return "schedule " + id;
  return id;
}

Truth lets_in(const Edge& edge, const UnitView& unit, std::string_view service, const Scenario& under) {
  if (edge.to->resource == nullptr || unit.unit().policies == nullptr) return Truth::unknown;
  AccessQuestion question;
  question.action = action_for(*edge.to->resource);
  question.resource = edge.to->resource;
  question.service = service;
  question.source = edge.from->resource;
  question.under = under;
  return allows(*unit.unit().policies, question);
}

std::optional<Scenario> shut_out(const Edge& edge, const UnitView& unit, std::string_view service) {
  const Truth may = lets_in(edge, unit, service, edge.when);
  if (may == Truth::no) return edge.when;
  if (may == Truth::yes || edge.to->resource == nullptr || unit.unit().policies == nullptr) return std::nullopt;
  const Conditions& conditions = unit.unit().resolver->conditions();
  for (const Policy* policy : unit.unit().policies->guarding(*edge.to->resource))
    for (const Atom& atom : policy->when.atoms) {
      if (!atom.subject->is_condition) continue;
      const Scenario without = conditions.with(edge.when, atom.subject->name, atom.literal != "true", *unit.run().scratch);
      const bool is_possible = consistent(without, edge.when) != Truth::no && consistent(without, {}) != Truth::no;
      if (is_possible && lets_in(edge, unit, service, without) == Truth::no) return without;
    }
  return std::nullopt;
}

Location place_of_edge(const Edge& edge) {
  if (edge.call != nullptr) return edge.call->where;
  if (edge.http != nullptr) return edge.http->where;
  if (edge.evidence != nullptr && edge.evidence->origin.file != FileId::none) return edge.evidence->origin.value_place();
  if (edge.via != nullptr) return edge.via->origin.key_place();
  return edge.from->resource != nullptr ? edge.from->resource->origin.key_place() : Location{};
}

}  // namespace cumulint
