// Flags a mapping that nothing uses.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const UnitView& unit, Reporter& report) {
  const auto used = used_names(unit, NameUseKind::mapping);
  if (!used) return;
  for (const Mapping& mapping : unit.written().mappings) {
    if (used->count(mapping.name) > 0) continue;
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
