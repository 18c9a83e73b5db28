// Collects the names that a template uses.
#include "rule/used-names.h"

#include "base/strings.h"

namespace cumulint {

// https://docs.amplify.aws/gen1/javascript/tools/cli/reference/files-and-folders/
bool is_generated(const UnitView& unit) {
  return contains(unit.path(), "amplify/backend/") || contains(unit.path(), "amplify/#current-cloud-backend/");
}

std::optional<std::set<std::string_view>> used_names(const UnitView& unit, std::optional<NameUseKind> kind) {
  const Template& written = unit.written();
  if (is_generated(unit) || written.has_unknown_macro || !written.is_template || !unit.unit().tree.complete) return std::nullopt;
  std::set<std::string_view> used;
  for (const NameUse& use : collect_name_uses(written, nullptr, *unit.run().scratch)) {
    if (use.kind == NameUseKind::transform) return std::nullopt;
    if (kind && use.kind != *kind) continue;
    if (kind && use.target.empty()) return std::nullopt;  // a function chooses the name
    used.insert(use.target);
  }
  return used;
}

}  // namespace cumulint
