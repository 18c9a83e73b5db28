// Flags mappings that repeat a whole batch for one bad record.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

struct Source {
  std::string_view type;
  const char* batch_size;  // Lambda's default
  bool is_stream;
};

constexpr Source sources[] = {
    {"AWS::SQS::Queue", "10", false},
    {"AWS::Kinesis::Stream", "100", true},
    {"AWS::DynamoDB::Table", "100", true},
    {"AWS::DynamoDB::GlobalTable", "100", true},
};

const Source* source_of(const Edge& edge) {
  for (const Source& source : sources)
    if (edge.from->type == source.type) return &source;
  return nullptr;
}

bool has_no_loop(const Delivery& mapping) {
  if (!mapping.to_resource()) return false;
  const FunctionCode* code = mapping.target().code();
  return code != nullptr && code->known && code->found == Truth::yes && !code->loops_over_records;
}

void check(const Delivery& mapping, Reporter& report) {
  if (mapping.kind() != EdgeKind::mapping || mapping.edge->via == nullptr || !mapping.edge->enabled) return;
  const Source* source = source_of(*mapping.edge);
  if (source == nullptr || !mapping.to_resource() || mapping.target().is_tool_generated()) return;
  const ResourceView via = mapping.unit.view(*mapping.edge->via);
  if (may_report_failures(via)) return;
  if (source->is_stream && via.property("BisectBatchOnFunctionError", "false").any([](const Candidate& c) {
        return negate(c.text.equals("false"));
      }) != Truth::no)
    return;
  const Verdict several = some(via.property("BatchSize", source->batch_size),
                               [](const Candidate& size) { return less(1, size.text.integer()); });
  if (!several || has_no_loop(mapping)) return;
  Finding finding = report.finding(several);
  finding.at(via)
      .say("function ", mapping.target(), " gets up to ", *several.first, " records of ", mapping.edge->from->id,
           " at once and the mapping has no ReportBatchItemFailures")
      .why("one bad record repeats the whole batch, also what was processed already")
      .help("set FunctionResponseTypes: [ReportBatchItemFailures] and return the failed ids as batchItemFailures");
  if (mapping.from_resource()) {
    finding.related(mapping.source(), "the source").about(subscription_subject(mapping.source().resource()));
  }
}

}  // namespace

extern constinit const Rule sqs_partial_batch{
    .info = {.id = "sqs-partial-batch", .level = Level::warning, .tags = {"reliability", "cost"}, .section = "3.3"},
    .needs = {.code = true},
    .on_delivery = check,
};

}  // namespace cumulint::rules
