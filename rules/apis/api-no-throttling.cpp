// Flags stages without a limit of their own: one client can use up the account's.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// Does the plan count the requests to the stage's API? One that names no API of the template may be on any.
bool may_be_of_plan(const ResourceView& stage, const ResourceView& plan) {
  bool names_api = false;
  for (const Edge* used : plan.out()) {
    if (used->to->type != "AWS::ApiGateway::RestApi") continue;
    names_api = true;
    for (const Edge* own : stage.out())
      if (own->to == used->to) return true;
  }
  return !names_api && plan.has("ApiStages") != Truth::no;
}

bool has_usage_plan(const ResourceView& stage) {
  for (const Edge* edge : stage.in())
    if (edge->from->type == "AWS::ApiGateway::UsagePlan") return true;  // of another template
  for (const ResourceView& plan : stage.unit_view().resources({"AWS::ApiGateway::UsagePlan"}))
    if (may_be_of_plan(stage, plan)) return true;
  return false;
}

bool may_be_throttled(const ResourceView& stage) {
  if (stage.is("AWS::ApiGatewayV2::Stage"))
    return stage.has("DefaultRouteSettings.ThrottlingRateLimit") != Truth::no || stage.has("RouteSettings") != Truth::no;
  const Choices settings = stage.items("MethodSettings");
  if (settings.open || settings.invalid) return true;
  for (const Choice& setting : settings.items)
    for (std::string_view path : {"ThrottlingRateLimit", "ThrottlingBurstLimit"})
      for (const Choice& limit : stage.unit_view().find(*setting.field, path, setting.when).items)
        if (!limit.field->value->is(ValueKind::absent)) return true;
  return has_usage_plan(stage);
}

void check(const ResourceView& stage, Reporter& report) {
  if (may_be_throttled(stage) || stage.unit_view().graph().may_have_unknown_resources) return;
  report.finding(fact())
      .at(stage)
      .say("stage ", stage, " has neither throttling settings nor a usage plan")
      .why("one client can use up the requests of the whole account and Region")
      .help("set ThrottlingRateLimit and ThrottlingBurstLimit in MethodSettings (REST) or DefaultRouteSettings (HTTP)");
}

}  // namespace

extern constinit const Rule api_no_throttling{
    .info = {.id = "api-no-throttling",
             .level = Level::warning,
             .reported = Default::production,
             .grouping = Grouping::per_api,
             .tags = {"reliability", "cost"},
             .section = "1.3"},
    .types = {"AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"},
    .on_resource = check,
};

}  // namespace cumulint::rules
