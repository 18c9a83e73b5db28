// Flags failure lists that nobody reads: the handler returns them, the mapping does not ask for them.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool is_batch_source(std::string_view type) {
  return type == "AWS::SQS::Queue" || type == "AWS::Kinesis::Stream" || type == "AWS::DynamoDB::Table" ||
         type == "AWS::DynamoDB::GlobalTable";
}

const ReturnedFailures* real_failures(const FunctionCode& code) {
  for (const ReturnedFailures& failures : code.failures)
    if (!failures.always_empty) return &failures;
  return nullptr;
}

void check(const Delivery& mapping, Reporter& report) {
  if (mapping.kind() != EdgeKind::mapping || mapping.edge->via == nullptr || !mapping.to_resource()) return;
  if (!mapping.edge->enabled) return;
  if (!is_batch_source(mapping.edge->from->type)) return;
  const ResourceView via = mapping.unit.view(*mapping.edge->via);
  const FunctionCode* code = mapping.target().code();
  if (code == nullptr || may_report_failures(via)) return;
  const ReturnedFailures* failures = real_failures(*code);
  if (failures == nullptr) return;
  Finding finding = report.finding(fact());
  finding.at(via)
      .say("function ", mapping.target(), " returns batchItemFailures, but its mapping of ", mapping.edge->from->id,
           " does not ask for them")
      .why("the failed records count as done and are deleted: they are lost")
      .help("set FunctionResponseTypes: [ReportBatchItemFailures] on the mapping")
      .related(failures->where, "the failures are returned here");
  if (mapping.from_resource()) finding.about(subscription_subject(mapping.source().resource()));
  if (const auto edit = insert_settings(mapping.unit, via.resource(), {"FunctionResponseTypes:", "  - ReportBatchItemFailures"}))
    finding.fix(FixSafety::safe, "ask for the failures", {*edit});
}

}  // namespace

extern constinit const Rule partial_batch_ignored{
    .info = {.id = "partial-batch-ignored",
             .level = Level::error,
             .fix = FixSafety::safe,
             .tags = {"reliability"},
             .section = "3.3"},
    .needs = {.code = true},
    .on_delivery = check,
};

}  // namespace cumulint::rules
