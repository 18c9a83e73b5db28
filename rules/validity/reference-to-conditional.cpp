// Flags a reference to a resource that need not exist while the one that refers to it does.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// The scenario in which the user exists and the target does not; a verdict of no if there is none.
Verdict missing_target(const UnitView& unit, const NameUse& use, const Resource& target) {
  const Conditions& conditions = *unit.unit().conditions;
  Arena& scratch = *unit.run().scratch;
  if (conditions.find(target.condition, true) == nullptr || conditions.holds(target.condition) == Truth::yes) return {};
  const Scenario absent = conditions.with({}, target.condition, false, scratch);
  if (conditions.consistent(use.when, absent) != Truth::yes) return {};
  if (conditions.holds(target.condition, use.when) == Truth::no) return when(use.when);  // whenever the user exists
  return when(conditions.with(use.when, absent, scratch));
}

std::string user_of(const NameUse& use) {
  return use.output != nullptr ? "output " + std::string(use.output->name) : std::string(use.user_name());
}

void check(const UnitView& unit, Reporter& report) {
  const Template& effective = unit.effective();
  if (!unit.written().is_template) return;
  for (const NameUse& use : collect_name_uses(effective, unit.unit().conditions.get(), *unit.run().scratch)) {
    const bool refers = use.kind == NameUseKind::ref || use.kind == NameUseKind::get_att || use.kind == NameUseKind::depends_on;
    const Resource* target = refers ? effective.find_resource(use.target) : nullptr;
    if (target == nullptr || use.user_name().empty()) continue;
    const Verdict verdict = missing_target(unit, use, *target);
    if (!verdict) continue;
    const bool by_dependency = use.kind == NameUseKind::depends_on;
    Finding finding = report.finding(verdict);
    finding.at(use.field)
        .say(user_of(use), by_dependency ? " depends on " : " refers to ", target->id,
             ", which exists only if ", target->condition, " is true")
        .why(by_dependency ? "without it the resource is not created either" : "the deployment fails without it")
        .help(by_dependency ? "give both the same Condition, or leave the dependency out"
                            : "put the reference into a Fn::If of " + std::string(target->condition) +
                                  ", or give both the same Condition")
        .related(Place(*target->condition_field), target->id, " has this Condition");
    if (use.resource != nullptr) finding.about(*use.resource);
  }
}

}  // namespace

extern constinit const Rule reference_to_conditional{
    .info = {.id = "reference-to-conditional", .level = Level::error, .tags = {"reliability"}, .aliases = {"W1001"}},
    .on_unit = check,
};

}  // namespace cumulint::rules
