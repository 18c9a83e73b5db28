// Notes APIs whose failures and slowness nobody hears of.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool is_web_socket(const ResourceView& api) {
  return api.is("AWS::ApiGatewayV2::Api") && api.property("ProtocolType", "HTTP").every([](const Candidate& c) {
    return c.text.equals("HTTP");
  }) != Truth::yes;
}

void check(const UnitView& unit, Reporter& report) {
  std::vector<ResourceView> apis;
  for (const ResourceView& api : unit.resources({"AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"}))
    if (!is_web_socket(api)) apis.push_back(api);
  report_missing_alarms(unit, apis,
                        {.on = {"AWS/ApiGateway", {"5XXError", "5xx", "5XX", "5xxError", "Latency"}, "Name"},
                         .noun = "API",
                         .nouns = "APIs",
                         .metric = "server errors or latency",
                         .why = "when it fails, its callers are the first to know",
                         .help = "add an AWS::CloudWatch::Alarm on AWS/ApiGateway 5XXError (REST, dimension ApiName) or "
                                 "5xx (HTTP, dimension ApiId)"},
                        report);
}

}  // namespace

extern constinit const Rule api_no_alarm{
    .info = {.id = "api-no-alarm",
             .level = Level::note,
             .grouping = Grouping::per_template,
             .tags = {"reliability"},
             .section = "12.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
