// Flags a mapping that nothing uses.

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
    if (use.kind != NameUseKind::mapping) continue;
    if (use.target.empty()) return;  // a function chooses the mapping: any may be meant
    used.insert(use.target);
  }
  for (const Mapping& mapping : written.mappings) {
    if (used.count(mapping.name) > 0) continue;
    report.finding(fact())
        .at(Place(Location{mapping.origin.key_place()}))
        .say("nothing uses mapping ", mapping.name)
        .why("who reads the template takes its values for those that count")
        .help("remove it, or use it");
  }
}

}  // namespace

extern constinit const Rule unused_mapping{
    .info = {.id = "unused-mapping", .level = Level::warning, .tags = {"reliability"}, .aliases = {"W7001"}},
    .on_unit = check,
};

}  // namespace cumulint::rules
