// Flags tables that can't be put back to where they were before a mistake.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool is_always_off(const Possible& switched) {
  return switched.every([](const Candidate& c) { return c.text.equals("false"); }) == Truth::yes;
}

/// Sessions and locks come and go: a table whose items expire holds nothing to recover.
bool has_expiry(const ResourceView& table) {
  return table.has("TimeToLiveSpecification.AttributeName") != Truth::no &&
         !is_always_off(table.property("TimeToLiveSpecification.Enabled", "true"));
}

bool may_be_recoverable(const ResourceView& table) {
  if (!table.is("AWS::DynamoDB::GlobalTable"))
    return !is_always_off(table.property("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled", "false"));
  const Choices replicas = table.items("Replicas");
  if (replicas.open || replicas.invalid) return true;
  for (const Choice& replica : replicas.items) {
    if (!replica.field->value->is(ValueKind::map)) return true;
    const Field* enabled = replica.field->value->find_path("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled");
    const Field* whole = replica.field->value->find("PointInTimeRecoverySpecification");
    if (enabled != nullptr ? enabled->value->literal() != "false" : whole != nullptr && !whole->value->is(ValueKind::map))
      return true;
  }
  return false;
}

void check(const UnitView& unit, Reporter& report) {
  if (unit.graph().may_have_unknown_resources) return;
  const std::vector<ResourceView> tables = unit.resources({"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"});
  for (const ResourceView& table : tables) {
    if (has_expiry(table) || may_be_recoverable(table) || table.is_tool_generated()) continue;
    report.finding(fact())
        .at(table)
        .group("", tables.size(), "table {members} has no point-in-time recovery",
               "{count} of {total} tables have no point-in-time recovery: {members}")
        .why("what a bug or a person deletes is gone")
        .help("set PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}");
  }
}

}  // namespace

extern constinit const Rule dynamodb_no_pitr{
    .info = {.id = "dynamodb-no-pitr",
             .level = Level::warning,
             .reported = Default::production,
             .grouping = Grouping::per_template,
             .tags = {"reliability"},
             .section = "11.2"},
    .on_unit = check,
};

}  // namespace cumulint::rules
