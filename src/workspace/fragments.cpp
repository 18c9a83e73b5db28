// Finds the texts that are pieces of a template.
#include "workspace/fragments.h"

#include <algorithm>

#include "base/strings.h"
#include "resolve/name-uses.h"

namespace cumulint {
namespace {

using Names = std::set<std::string, std::less<>>;

/// Nothing but resources and outputs, and no transform.
bool may_be_piece(const Template& source) {
  constexpr std::string_view sections[] = {"AWSTemplateFormatVersion", "Description", "Metadata", "Resources", "Outputs"};
  if (!source.is_template || source.has_unknown_macro || !source.root->is(ValueKind::map)) return false;
  return std::all_of(source.root->fields.begin(), source.root->fields.end(), [&](const Field& section) {
    return std::find(std::begin(sections), std::end(sections), section.key) != std::end(sections);
  });
}

bool has_sam_types(const Template& source) {
  return std::any_of(source.resources.begin(), source.resources.end(),
                     [](const Resource& one) { return starts_with(one.type, "AWS::Serverless::"); });
}

/// Conditions and mappings are written in sections that a piece does not have.
bool is_lacked(const Template& source, const NameUse& use) {
  if (use.target.empty() || starts_with(use.target, "AWS::") || use.in_metadata) return false;
  switch (use.kind) {
    case NameUseKind::transform: return false;
    case NameUseKind::condition:
    case NameUseKind::mapping: return true;
    default: return source.find_resource(use.target) == nullptr;
  }
}

Names lacked_by(const Unit& unit) {
  Arena scratch;
  Names lacked;
  if (!may_be_piece(*unit.written)) return lacked;
  for (const NameUse& use : collect_name_uses(*unit.written, nullptr, scratch))
    if (is_lacked(*unit.written, use)) lacked.insert(std::string(use.target));
  return lacked;
}

std::set<std::string_view> defined_in(const std::vector<const Unit*>& units) {
  std::set<std::string_view> names;
  for (const Unit* unit : units) {
    for (const Parameter& one : unit->written->parameters) names.insert(one.name);
    for (const Mapping& one : unit->written->mappings) names.insert(one.name);
    for (const Condition& one : unit->written->conditions) names.insert(one.name);
    for (const Resource& one : unit->written->resources) names.insert(one.id);
  }
  return names;
}

}  // namespace

bool Fragments::has(const Unit& unit) const { return std::find(units.begin(), units.end(), &unit) != units.end(); }

Fragments find_fragments(const std::vector<const Unit*>& units) {
  Fragments found;
  std::set<std::string_view> defined;
  for (const Unit* unit : units) {
    const Names lacked = lacked_by(*unit);
    // One name alone is a slip; resources of SAM need a transform that another piece has.
    if (lacked.empty() || (lacked.size() < 2 && !has_sam_types(*unit->written))) continue;
    if (defined.empty()) defined = defined_in(units);
    const auto elsewhere = std::count_if(lacked.begin(), lacked.end(), [&](const std::string& name) { return defined.count(name) > 0; });
    if (static_cast<std::size_t>(elsewhere) * 2 < lacked.size()) continue;
    found.units.push_back(unit);
    found.lacked.insert(lacked.begin(), lacked.end());
  }
  return found;
}

}  // namespace cumulint
