// Flags stages that keep no record of who called them.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const ResourceView& stage, Reporter& report) {
  const bool http = stage.is("AWS::ApiGatewayV2::Stage");
  if (stage.has(http ? "AccessLogSettings.DestinationArn" : "AccessLogSetting.DestinationArn") != Truth::no) return;
  if (stage.unit_view().graph().may_have_unknown_resources) return;
  report.finding(fact())
      .at(stage)
      .say("stage ", stage, " has no access log")
      .why("after an incident nobody can tell who called what")
      .help("set ", http ? "AccessLogSettings" : "AccessLogSetting", " with the ARN of a log group and a format");
}

}  // namespace

extern constinit const Rule api_no_access_log{
    .info = {.id = "api-no-access-log",
             .level = Level::warning,
             .reported = Default::production,
             .grouping = Grouping::per_api,
             .tags = {"security"},
             .section = "1.3"},
    .types = {"AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"},
    .on_resource = check,
};

}  // namespace cumulint::rules
