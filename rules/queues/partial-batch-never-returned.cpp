// Flags mappings that ask for failed records of a handler that never names any.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html

#include <algorithm>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool asks_for_failures(const Choice& type) {
  return type.field->value->is(ValueKind::text) && type.field->value->text == "ReportBatchItemFailures";
}

/// Is it known that the handler reports no record as failed?
bool never_returns_failures(const FunctionCode& code) {
  return code.found == Truth::yes && code.known && code.result_known && !code.uses_batch_processor &&
         std::all_of(code.failures.begin(), code.failures.end(), [](const ReturnedFailures& one) { return one.always_empty; });
}

void check(const Delivery& mapping, Reporter& report) {
  if (mapping.kind() != EdgeKind::mapping || mapping.edge->via == nullptr || !mapping.to_resource()) return;
  const FunctionCode* code = mapping.target().code();
  if (code == nullptr || !never_returns_failures(*code)) return;
  const ResourceView via = mapping.unit.view(*mapping.edge->via);
  const Field* types = via.resource().find("FunctionResponseTypes");
  const Choices items = via.items("FunctionResponseTypes");
  const auto asks = std::find_if(items.items.begin(), items.items.end(), asks_for_failures);
  if (types == nullptr || items.open || items.invalid || asks == items.items.end()) return;
  Finding finding = report.finding(when(asks->when));
  finding.at(*types)
      .about(mapping.target())
      .say("the mapping on ", mapping.edge->from->id, " asks function ", mapping.target(),
           " for failed records, and its code returns none")
      .why("what it returns says that every record of the batch is done")
      .help("return {\"batchItemFailures\": [{\"itemIdentifier\": id}]} for the records that failed, or use a batch processor")
      .related(code->handler, "the handler");
  for (const ReturnedFailures& failures : code->failures) finding.related(failures.where, "an empty list");
}

}  // namespace

extern constinit const Rule partial_batch_never_returned{
    .info = {.id = "partial-batch-never-returned", .level = Level::warning, .tags = {"reliability"}, .section = "3.3"},
    .needs = {.code = true},
    .on_delivery = check,
};

}  // namespace cumulint::rules
