// Flags a condition that nothing uses.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const UnitView& unit, Reporter& report) {
  const auto used = used_names(unit, NameUseKind::condition);
  if (!used) return;
  for (const Condition& condition : unit.written().conditions) {
    if (used->count(condition.name) > 0) continue;
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
