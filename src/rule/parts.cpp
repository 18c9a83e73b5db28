// Findings of joined units in terms of their templates.
#include "rule/parts.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint {
namespace {

struct Original {
  const Unit* unit = nullptr;
  const Resource* resource = nullptr;
};

/// The part's own resource behind one of the joined unit.
Original original_of(const Unit& joined, const Resource& resource) {
  const Resource* first = joined.effective->resources.data();
  const std::size_t at = static_cast<std::size_t>(&resource - first);
  const auto after = std::upper_bound(joined.parts.begin(), joined.parts.end(), at,
                                      [](std::size_t index, const UnitPart& part) { return index < part.first; });
  const UnitPart& part = *std::prev(after);
  return {part.unit, &part.unit->effective->resources[at - part.first]};
}

/// Text that a fix would write may not hold a name that only the joined unit has.
void drop_fixes_naming(RawFinding& finding, std::string_view joined_id) {
  const auto names_it = [&](const Fix& fix) {
    return std::any_of(fix.edits.begin(), fix.edits.end(),
                       [&](const Edit& edit) { return contains(edit.replacement, joined_id); });
  };
  std::vector<Fix>& fixes = finding.diagnostic.fixes;
  fixes.erase(std::remove_if(fixes.begin(), fixes.end(), names_it), fixes.end());
}

/// "2 of 5 functions": of the template's, not of all.
void count_in_part(RawFinding& finding, const Unit& part) {
  if (finding.group != "template" || finding.resources.empty()) return;
  const std::string_view type = finding.resources.front()->type;
  const auto& resources = part.effective->resources;
  const std::ptrdiff_t own =
      std::count_if(resources.begin(), resources.end(), [&](const Resource& r) { return r.type == type; });
  finding.group_total = std::min(finding.group_total, static_cast<std::size_t>(own));
}

}  // namespace

void assign_to_part(RawFinding& finding) {
  const Unit& joined = *finding.unit;
  if (joined.parts.empty()) return;
  const Unit* subject_unit = nullptr;
  for (const Resource*& resource : finding.resources) {
    const Original original = original_of(joined, *resource);
    if (subject_unit == nullptr) subject_unit = original.unit;
    std::replace(finding.subjects.begin(), finding.subjects.end(), "resource:" + std::string(resource->id),
                 "resource:" + std::string(original.resource->id));
    if (resource->id != original.resource->id) drop_fixes_naming(finding, resource->id);
    resource = original.resource;
  }
  for (Member& member : finding.members)
    if (member.resource != nullptr) {
      const Resource* original = original_of(joined, *member.resource).resource;
      if (member.name == member.resource->id) member.name = original->id;
      member.resource = original;
    }
  const FileId file = finding.diagnostic.labels.front().where.file;
  const Unit& holder = joined.holder(file);
  if (&holder != &joined) finding.unit = &holder;
  else finding.unit = subject_unit != nullptr ? subject_unit : joined.parts.front().unit;
  count_in_part(finding, *finding.unit);
}

}  // namespace cumulint
