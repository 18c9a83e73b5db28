// Flags a parameter that nothing uses.

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
    used.insert(use.target);
  }
  for (const Parameter& parameter : written.parameters) {
    if (used.count(parameter.name) > 0) continue;
    report.finding(fact())
        .at(Place(Location{parameter.origin.key_place()}))
        .say("nothing uses parameter ", parameter.name)
        .why("whoever deploys must think of a value without effect")
        .help("remove it, or use it");
  }
}

}  // namespace

extern constinit const Rule unused_parameter{
    .info = {.id = "unused-parameter", .level = Level::warning, .tags = {"reliability"}, .aliases = {"W2001"}},
    .on_unit = check,
};

}  // namespace cumulint::rules
