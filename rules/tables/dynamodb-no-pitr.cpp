// Flags tables that can't be put back to where they were before a mistake.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// Cloud sessions and locks come and go: a table whose items expire holds nothing to recover.
bool has_expiry(const ResourceView& table) { return table.has("TimeToLiveSpecification.AttributeName") != Truth::no; }

bool may_be_recoverable(const ResourceView& table) {
  return table.property("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled", "false").every([](const Candidate& c) {
    return c.text.equals("false");
  }) != Truth::yes;
}

void check(const UnitView& unit, Reporter& report) {
  const std::vector<ResourceView> tables = unit.resources({"AWS::DynamoDB::Table"});
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
