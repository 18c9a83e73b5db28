// Notes functions that leave Timeout to Lambda's default.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const UnitView& unit, Reporter& report) {
  report_functions_at_default(
      unit, {"Timeout", "3 s", "a slow dependency or a cold start takes longer than that", "set Timeout, in Globals for all"}, report);
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
