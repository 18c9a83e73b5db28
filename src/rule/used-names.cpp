// Collects the names that a template uses.
#include "rule/used-names.h"

#include "base/strings.h"
#include "workspace/fragments.h"

namespace cumulint {

// https://docs.amplify.aws/gen1/javascript/tools/cli/reference/files-and-folders/
bool is_generated(const UnitView& unit) {
  return contains(unit.path(), "amplify/backend/") || contains(unit.path(), "amplify/#current-cloud-backend/");
}

bool is_piece(const UnitView& unit) {
  const Fragments* fragments = unit.run().application->fragments;
  return fragments != nullptr && fragments->has(unit.unit());
}

std::optional<std::set<std::string_view>> used_names(const UnitView& unit, std::optional<NameUseKind> kind) {
  const Template& written = unit.written();
  if (is_generated(unit) || written.has_unknown_macro || !written.is_template || !unit.unit().tree.complete) return std::nullopt;
  if (written.resources.empty()) return std::nullopt;  // a build adds them, and they may use any
  std::set<std::string_view> used;
  if (const Fragments* fragments = unit.run().application->fragments)  // pieces of this template, it may be
    used.insert(fragments->lacked.begin(), fragments->lacked.end());
  for (const NameUse& use : collect_name_uses(written, nullptr, *unit.run().scratch)) {
    if (use.kind == NameUseKind::transform) return std::nullopt;
    if (kind && use.kind != *kind) continue;
    if (kind && use.target.empty()) return std::nullopt;  // a function chooses the name
    used.insert(use.target);
  }
  return used;
}

}  // namespace cumulint
