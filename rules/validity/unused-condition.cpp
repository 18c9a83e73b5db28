// Flags a condition that nothing uses.

#include <set>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const UnitView& unit, Reporter& report) {
  const Template& written = unit.written();
  // An unknown macro, or an included text, may use it.
  if (written.has_unknown_macro || !written.is_template || !unit.unit().tree.complete) return;
  std::set<std::string_view> used;
  for (const NameUse& use : collect_name_uses(written, nullptr, *unit.run().scratch)) {
    if (use.kind == NameUseKind::transform) return;
    if (use.kind == NameUseKind::condition) used.insert(use.target);
  }
  for (const Condition& condition : written.conditions) {
    if (used.count(condition.name) > 0) continue;
    report.finding(fact())
        .at(Place(Location{condition.origin.key_place()}))
        .say("nothing uses condition ", condition.name)
        .why("who reads the template takes it for one that decides something")
        .help("remove it, or use it");
  }
}

}  // namespace

extern constinit const Rule unused_condition{
    .info = {.id = "unused-condition", .level = Level::warning, .tags = {"reliability"}, .aliases = {"W8001"}},
    .on_unit = check,
};

}  // namespace cumulint::rules
