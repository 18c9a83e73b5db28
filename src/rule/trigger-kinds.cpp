// Names the kinds of triggers.
#include "rule/trigger-kinds.h"

#include <string>

#include "base/strings.h"
#include "rule/triggers.h"

namespace cumulint {
namespace {

/// "keep-warm", "FunctionWarmer", "ping"; not "shipping" or "Mapping".
bool says_warm_up(std::string_view text) {
  const auto is_letter = [&](std::size_t at, char first, char last) {
    return at < text.size() && text[at] >= first && text[at] <= last;
  };
  const std::string small = lower(text);
  for (std::size_t at = small.find("ping"); at != std::string::npos; at = small.find("ping", at + 1)) {
    const bool begins = text[at] == 'P' || at == 0 || (!is_letter(at - 1, 'a', 'z') && !is_letter(at - 1, 'A', 'Z'));
    if (begins && !is_letter(at + 4, 'a', 'z')) return true;
  }
  return contains(small, "warm");
}

/// A schedule that only keeps a function warm: its name, description or input says so.
bool is_warm_up(const Edge& edge, const UnitView& unit) {
  if (edge.via != nullptr && says_warm_up(edge.via->id)) return true;
  for (const Resource* resource : {edge.via, edge.from->resource}) {
    if (resource == nullptr) continue;
    for (const char* path : {"Name", "Description"})
      for (const Candidate& text : unit.view(*resource).property(path).candidates)
        if (says_warm_up(text.text.known().value_or(""))) return true;
  }
  const Field* input = edge.settings != nullptr ? edge.settings->value->find("Input") : nullptr;
  return input != nullptr && says_warm_up(input->value->literal());
}

}  // namespace

std::string_view trigger_kind(const Edge& edge, const UnitView& unit) {
  switch (edge.kind) {
    case EdgeKind::route:
    case EdgeKind::function_url:
    case EdgeKind::load_balancer: return "API";
    case EdgeKind::schedule_target: return is_warm_up(edge, unit) ? "" : "schedule";
    case EdgeKind::rule_target:
      if (recurs(edge, unit)) return is_warm_up(edge, unit) ? "" : "schedule";
      return "event rule";
    case EdgeKind::subscription: return "SNS";
    case EdgeKind::bucket_notification: return "S3";
    case EdgeKind::workflow_task: return "workflow";
    case EdgeKind::mapping:
    case EdgeKind::pipe:
      if (edge.from->type == "AWS::SQS::Queue") return "SQS";
      if (edge.from->type == "AWS::Kinesis::Stream") return "Kinesis";
      if (starts_with(edge.from->type, "AWS::DynamoDB::")) return "DynamoDB stream";
      return edge.from->type.empty() ? "stream" : edge.from->type;
    case EdgeKind::log_subscription: return "log subscription";
    case EdgeKind::user_pool_trigger: return "user pool";
    case EdgeKind::iot_rule: return "IoT rule";
    case EdgeKind::email_receipt: return "e-mail";
    case EdgeKind::config_rule: return "Config rule";
    default: return {};
  }
}

}  // namespace cumulint
