// Flags handlers that return failed records to a mapping that does not look at them.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool reads_failures(std::string_view type) {
  return type == "AWS::SQS::Queue" || type == "AWS::Kinesis::Stream" || type == "AWS::DynamoDB::Table" ||
         type == "AWS::DynamoDB::GlobalTable";
}

/// Does no deployment set ReportBatchItemFailures?
bool is_deaf(const ResourceView& mapping) {
  const Choices types = mapping.items("FunctionResponseTypes");
  if (types.open || types.invalid) return false;
  for (const Choice& type : types.items)
    if (!type.field->value->is(ValueKind::absent) && type.field->value->literal() != "") return false;
  return true;
}

/// A result that may name failed records.
const ReturnedFailures* returned_failures(const FunctionCode& code) {
  for (const ReturnedFailures& failures : code.failures)
    if (!failures.always_empty) return &failures;
  return nullptr;
}

void check(const Delivery& mapping, Reporter& report) {
  if (mapping.kind() != EdgeKind::mapping || mapping.edge->via == nullptr || !mapping.to_resource()) return;
  if (!reads_failures(mapping.edge->from->type)) return;
  const FunctionCode* code = mapping.target().code();
  const ReturnedFailures* failures = code == nullptr ? nullptr : returned_failures(*code);
  const ResourceView via = mapping.unit.view(*mapping.edge->via);
  if (failures == nullptr || !is_deaf(via)) return;
  Finding finding = report.finding(when(mapping.edge->when));
  finding.at(via)
      .say("function ", mapping.target(), " returns batchItemFailures, but its mapping on ", mapping.edge->from->id,
           " has no ReportBatchItemFailures")
      .why("Lambda does not look at what is returned: failed records count as done and are deleted")
      .help("set FunctionResponseTypes: [ReportBatchItemFailures]")
      .related(failures->where, failures->by_processor ? "the batch processor returns the failed records"
                                                       : "the failed records are returned here");
  if (mapping.from_resource()) finding.related(mapping.source(), "the source");
  if (const Field* properties = via.resource().properties)
    if (const auto edit = insert_into_map(mapping.unit, *properties, {"FunctionResponseTypes: [ReportBatchItemFailures]"}))
      finding.fix(FixSafety::safe, "set ReportBatchItemFailures", {*edit});
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
