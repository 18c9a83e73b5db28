// Notes functions without active tracing.
// https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool may_be_traced(const ResourceView& function) {
  const Possible mode = function.property("TracingConfig.Mode", "PassThrough");
  return mode.any([](const Candidate& c) { return c.text.equals("Active"); }) != Truth::no;
}

/// Lambda refuses to trace under a role that may not send segments.
bool role_forbids(const ResourceView& function) {
  for (const Edge* edge : function.out()) {
    if (edge->kind != EdgeKind::role || edge->to->resource == nullptr || edge->to->resource->generated) continue;
    const AccessQuestion question{
        .action = "xray:PutTraceSegments", .resource_suffix = {}, .role = edge->to->resource, .service = {}};
    if (allows(*function.unit().policies, question) == Truth::no) return true;
  }
  return false;
}

std::optional<Edit> trace(const ResourceView& function) {
  if (function.resource().generated || role_forbids(function)) return std::nullopt;
  const Resource& written = written_resource(function.resource());
  const std::vector<std::string> lines = function.resource().written != nullptr
                                             ? std::vector<std::string>{"Tracing: Active"}
                                             : std::vector<std::string>{"TracingConfig:", "  Mode: Active"};
  return insert_properties(function.unit_view(), written, lines);
}

void check(const UnitView& unit, Reporter& report) {
  if (unit.graph().may_have_unknown_resources) return;
  std::vector<ResourceView> functions;
  for (const ResourceView& function : unit.resources({"AWS::Lambda::Function"}))
    if (!function.is_tool_generated()) functions.push_back(function);
  for (const ResourceView& function : functions) {
    if (may_be_traced(function)) continue;
    Finding finding = report.finding(fact());
    if (const auto edit = trace(function)) finding.fix(FixSafety::suggestion, "trace the functions", {*edit});
    finding.at(function)
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
             .fix = FixSafety::suggestion,
             .tags = {"reliability"},
             .section = "12.2"},
    .needs = {.iam = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
