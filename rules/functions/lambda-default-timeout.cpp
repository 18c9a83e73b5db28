// Notes functions that leave Timeout to Lambda's default.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const UnitView& unit, Reporter& report) {
  const std::vector<ResourceView> functions = unit.resources({"AWS::Lambda::Function"});
  for (const ResourceView& function : functions) {
    if (function.has("Timeout") != Truth::no || function.is_tool_generated()) continue;
    report.finding(fact())
        .at(function)
        .group("", functions.size(), "function {members} has no Timeout: 3 s by default",
               "{count} of {total} functions have no Timeout, 3 s by default: {members}")
        .why("a slow dependency or a cold start takes longer than that")
        .help("set Timeout, in Globals for all");
  }
}

}  // namespace

extern constinit const Rule lambda_default_timeout{
    .info = {.id = "lambda-default-timeout",
             .level = Level::note,
             .reported = Default::strict,
             .grouping = Grouping::per_template,
             .tags = {"performance"},
             .section = "10.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
