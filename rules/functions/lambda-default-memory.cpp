// Notes functions that leave MemorySize to Lambda's default.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const UnitView& unit, Reporter& report) {
  const std::vector<ResourceView> functions = unit.resources({"AWS::Lambda::Function"});
  for (const ResourceView& function : functions) {
    if (function.has("MemorySize") != Truth::no || function.is_tool_generated()) continue;
    report.finding(fact())
        .at(function)
        .group("", functions.size(), "function {members} has no MemorySize: 128 MB by default",
               "{count} of {total} functions have no MemorySize, 128 MB by default: {members}")
        .why("CPU comes with memory: the function is slow, and often not even cheaper")
        .help("set MemorySize, in Globals for all");
  }
}

}  // namespace

extern constinit const Rule lambda_default_memory{
    .info = {.id = "lambda-default-memory",
             .level = Level::note,
             .reported = Default::strict,
             .grouping = Grouping::per_template,
             .tags = {"performance"},
             .section = "10.3"},
    .on_unit = check,
};

}  // namespace cumulint::rules
