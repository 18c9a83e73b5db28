// Notes a DependsOn that a reference implies.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html

#include <algorithm>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// Does the resource refer to another whatever is deployed?
bool always_refers(const std::vector<NameUse>& uses, const NameUse& dependency, const NameUse*& reference) {
  for (const NameUse& use : uses) {
    const bool refers = use.kind == NameUseKind::ref || use.kind == NameUseKind::get_att;
    if (!refers || use.resource != dependency.resource || use.target != dependency.target || use.under_if) continue;
    reference = &use;
    return true;
  }
  return false;
}

/// The CDK writes dependencies that nobody can take out of its output.
bool is_synthesised(const Resource& resource) {
  return resource.metadata != nullptr && resource.metadata->value->find("aws:cdk:path") != nullptr;
}

// What SAM makes of a function goes to several resources: only a reference from the same one implies the dependency.
void check(const UnitView& unit, Reporter& report) {
  const Template& effective = unit.effective();
  if (!unit.written().is_template || is_generated(unit)) return;
  const std::vector<NameUse> uses = collect_name_uses(effective, nullptr, *unit.run().scratch);
  for (const NameUse& dependency : uses) {
    if (dependency.kind != NameUseKind::depends_on || dependency.resource->generated) continue;
    const Resource* written = unit.written().find_resource(dependency.resource->id);
    if (written == nullptr || is_synthesised(*written)) continue;
    const bool is_written = std::any_of(written->depends_on.begin(), written->depends_on.end(), [&](const Field& id) {
      return id.value->literal() == dependency.target;
    });
    const NameUse* reference = nullptr;
    if (!is_written || !always_refers(uses, dependency, reference)) continue;
    report.finding(fact())
        .at(dependency.field)
        .about(*written)
        .say(written->id, " depends on ", dependency.target, " by a reference already")
        .help("remove it from DependsOn")
        .related(reference->field, "this reference implies the dependency");
  }
}

}  // namespace

extern constinit const Rule redundant_depends_on{
    .info = {.id = "redundant-depends-on", .level = Level::note, .tags = {"reliability"}, .aliases = {"W3005"}},
    .on_unit = check,
};

}  // namespace cumulint::rules
