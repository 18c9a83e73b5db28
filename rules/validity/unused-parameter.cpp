// Flags a parameter that nothing uses.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check(const UnitView& unit, Reporter& report) {
  const auto used = used_names(unit, NameUseKind::ref);
  if (!used) return;
  for (const Parameter& parameter : unit.written().parameters) {
    if (used->count(parameter.name) > 0) continue;
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
