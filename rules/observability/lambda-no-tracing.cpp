// Notes functions without active tracing.
// https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool may_be_traced(const ResourceView& function) {
  const Possible mode = function.property("TracingConfig.Mode", "PassThrough");
  return mode.any([](const Candidate& c) { return c.text.equals("Active"); }) != Truth::no;
}

void check(const UnitView& unit, Reporter& report) {
  if (unit.graph().may_have_unknown_resources || unit.graph().is_monitored) return;
  std::vector<ResourceView> functions;
  for (const ResourceView& function : unit.resources({"AWS::Lambda::Function"}))
    if (!function.is_tool_generated()) functions.push_back(function);
  for (const ResourceView& function : functions) {
    if (may_be_traced(function)) continue;
    report.finding(fact())
        .at(function)
        .group("", functions.size(), "function {members} is not traced", "{count} of {total} functions are not traced: {members}")
        .why("a request can't be followed through the services that it touches")
        .help("set Tracing: Active, in Globals for all");
  }
}

}  // namespace

extern constinit const Rule lambda_no_tracing{
    .info = {.id = "lambda-no-tracing",
             .level = Level::note,
             .reported = Default::production,
             .grouping = Grouping::per_template,
             .tags = {"reliability"},
             .section = "12.2"},
    .on_unit = check,
};

}  // namespace cumulint::rules
