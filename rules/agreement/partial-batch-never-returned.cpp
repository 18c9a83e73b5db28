// Flags mappings that ask for failures which the handler never returns.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

const Field* request_of(const ResourceView& mapping) {
  for (const Choice& type : mapping.items("FunctionResponseTypes").items)
    if (type.field->value->literal() == "ReportBatchItemFailures")
      return mapping.resource().find("FunctionResponseTypes");
  return nullptr;
}

bool returns_failures(const FunctionCode& code) {
  for (const ReturnedFailures& failures : code.failures)
    if (!failures.always_empty) return true;
  return code.uses_batch_processor;
}

void check(const Delivery& mapping, Reporter& report) {
  if (mapping.kind() != EdgeKind::mapping || mapping.edge->via == nullptr || !mapping.to_resource()) return;
  if (!mapping.edge->enabled) return;
  const ResourceView via = mapping.unit.view(*mapping.edge->via);
  const FunctionCode* code = mapping.target().code();
  if (code == nullptr || code->found != Truth::yes || !code->result_known || returns_failures(*code)) return;
  const Field* request = request_of(via);
  if (request == nullptr) return;
  report.finding(fact())
      .at_key(*request)
      .about(via)
      .say("the mapping of ", mapping.edge->from->id, " asks for batchItemFailures, which function ", mapping.target(),
           code->failures.empty() ? " never returns" : " returns as an empty list only")
      .why("a failed record counts as done, unless the handler raises: then the whole batch comes again")
      .help("return {\"batchItemFailures\": [{\"itemIdentifier\": id}, ...]} with the ids of the failed records")
      .related(code->handler, "the handler");
}

}  // namespace

extern constinit const Rule partial_batch_never_returned{
    .info = {.id = "partial-batch-never-returned",
             .level = Level::warning,
             .tags = {"reliability"},
             .section = "3.3"},
    .needs = {.code = true},
    .on_delivery = check,
};

}  // namespace cumulint::rules
