// Notes functions that leave MemorySize to Lambda's default.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const UnitView& unit, Reporter& report) {
  report_functions_at_default(
      unit, {"MemorySize", "128 MB", "CPU comes with memory: the function is slow, and often not even cheaper", "set MemorySize, in Globals for all"}, report);
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
