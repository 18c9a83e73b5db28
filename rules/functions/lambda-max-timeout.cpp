// Notes functions whose Timeout is Lambda's longest.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const UnitView& unit, Reporter& report) {
  const std::vector<ResourceView> functions = unit.resources({"AWS::Lambda::Function"});
  for (const ResourceView& function : functions) {
    const Verdict longest = some(function.property("Timeout", default_function_timeout),
                                 [](const Candidate& timeout) { return timeout.text.equals("900"); });
    if (!longest) continue;
    report.finding(longest)
        .at(function)
        .group("", functions.size(), "function {members} has the longest Timeout that there is, 900 s",
               "{count} of {total} functions have the longest Timeout that there is, 900 s: {members}")
        .why("work that comes near 15 minutes will not fit one day, and a hanging call is billed to the end")
        .help("cut the work into steps (a state machine, a queue), or set the time that it needs");
  }
}

}  // namespace

extern constinit const Rule lambda_max_timeout{
    .info = {.id = "lambda-max-timeout",
             .level = Level::note,
             .reported = Default::strict,
             .grouping = Grouping::per_template,
             .tags = {"cost"},
             .section = "13"},
    .on_unit = check,
};

}  // namespace cumulint::rules
