// Flags uses of a table's stream where the table has none.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// In which deployments has the table no stream?
Verdict without_stream(const ResourceView& table) {
  if (table.has("StreamSpecification") == Truth::yes) return {};
  return some(table.property("StreamSpecification.StreamViewType"), [](const Candidate& c) { return truth_of(c.absent); });
}

std::string user_of(const NameUse& use) {
  return use.output != nullptr ? "output " + std::string(use.output->name) : std::string(use.user_name());
}

void check_use(const UnitView& unit, const NameUse& use, Reporter& report) {
  if (use.kind != NameUseKind::get_att || use.attribute != "StreamArn" || use.user_name().empty()) return;
  const Resource* resource = unit.effective().find_resource(use.target);
  if (resource == nullptr || (resource->type != "AWS::DynamoDB::Table" && resource->type != "AWS::DynamoDB::GlobalTable"))
    return;
  const ResourceView table = unit.view(*resource);
  const Verdict without = without_stream(table);
  if (!without || unit.unit().conditions->consistent(without.first->when, use.when) != Truth::yes) return;
  Finding finding = report.finding(without, unit);
  finding.at(use.field)
      .say(user_of(use), " uses the stream of table ", table, ", which has none")
      .why("the deployment fails")
      .help("give the table a StreamSpecification with a StreamViewType (NEW_AND_OLD_IMAGES, say)")
      .related(table, "the table");
  if (use.resource != nullptr) finding.about(*use.resource);
}

void check(const UnitView& unit, Reporter& report) {
  if (!unit.written().is_template) return;
  for (const NameUse& use : collect_name_uses(unit.effective(), unit.unit().conditions.get(), *unit.run().scratch))
    check_use(unit, use, report);
}

}  // namespace

extern constinit const Rule stream_not_enabled{
    .info = {.id = "stream-not-enabled", .level = Level::error, .tags = {"reliability"}, .section = "6.1"},
    .on_unit = check,
};

}  // namespace cumulint::rules
