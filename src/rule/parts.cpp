// Findings of joined units in terms of their templates.
#include "rule/parts.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/strings.h"

namespace cumulint {
namespace {

struct Original {
  const UnitPart* part = nullptr;
  const Resource* resource = nullptr;
};

/// The part's own resource behind one of the joined unit.
Original original_of(const Unit& joined, const Resource& resource) {
  const Resource* first = joined.effective->resources.data();
  const std::size_t at = static_cast<std::size_t>(&resource - first);
  const auto after = std::upper_bound(joined.parts.begin(), joined.parts.end(), at,
                                      [](std::size_t index, const UnitPart& part) { return index < part.first; });
  const UnitPart& part = *std::prev(after);
  return {&part, &part.unit->effective->resources[at - part.first]};
}

bool is_used_once(const Unit& joined, const UnitPart& part) {
  return std::count_if(joined.parts.begin(), joined.parts.end(),
                       [&](const UnitPart& other) { return other.unit == part.unit; }) == 1;
}

bool is_part_of_name(char c) { return c == '/' || std::isalnum(static_cast<unsigned char>(c)) != 0; }

bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  const std::size_t end = at + size;
  return (at == 0 || !is_part_of_name(text[at - 1])) && (end == text.size() || !is_part_of_name(text[end]));
}

bool says(std::string_view text, std::string_view id) {
  for (std::size_t at = text.find(id); at != text.npos; at = text.find(id, at + 1))
    if (stands_alone(text, at, id.size())) return true;
  return false;
}

/// "Orders/Queue" in a text about the template that has the Queue is Queue.
class OwnNames {
 public:
  OwnNames(const Unit& joined, const UnitPart& part) {
    const auto& own = part.unit->effective->resources;
    for (std::size_t i = 0; i < own.size(); ++i) {
      const std::string_view id = joined.effective->resources[part.first + i].id;
      if (id != own[i].id) names_.emplace_back(id, own[i].id);
    }
  }

  void shorten(std::string& text) const {
    if (!contains(text, "/")) return;
    for (const auto& [joined, own] : names_)
      for (std::size_t at = text.find(joined); at != std::string::npos; at = text.find(joined, at + 1))
        if (stands_alone(text, at, joined.size())) text.replace(at, joined.size(), own);
  }

 private:
  std::vector<std::pair<std::string_view, std::string_view>> names_;  // in the joined unit, and in the part
};

/// Does text that a fix would write name a resource that the template lacks?
bool names_others(std::string_view text, const Unit& joined, const UnitPart& part) {
  return std::any_of(joined.effective->resources.begin(), joined.effective->resources.end(), [&](const Resource& resource) {
    return says(text, resource.id) && part.unit->effective->find_resource(resource.id) == nullptr;
  });
}

void speak_of_part(RawFinding& finding, const Unit& joined, const UnitPart& part) {
  const OwnNames names(joined, part);
  Diagnostic& diagnostic = finding.diagnostic;
  std::vector<Fix>& fixes = diagnostic.fixes;
  for (Fix& fix : fixes)
    for (Edit& edit : fix.edits) names.shorten(edit.replacement);
  fixes.erase(std::remove_if(fixes.begin(), fixes.end(),
                             [&](const Fix& fix) {
                               return std::any_of(fix.edits.begin(), fix.edits.end(), [&](const Edit& edit) {
                                 return names_others(edit.replacement, joined, part);
                               });
                             }),
              fixes.end());
  // Of several stacks of one template it matters which one where the finding is about others too.
  const bool is_of_part = std::all_of(diagnostic.labels.begin(), diagnostic.labels.end(), [&](const Label& label) {
    return &joined.holder(label.where.file) == &joined || label.where.file == part.unit->file;
  });
  if (!is_used_once(joined, part) && !is_of_part) return;
  for (std::string* text : {&diagnostic.message, &diagnostic.why, &diagnostic.help, &finding.group_one, &finding.group_many})
    names.shorten(*text);
  for (Label& label : diagnostic.labels) names.shorten(label.text);
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
  const FileId file = finding.diagnostic.labels.front().where.file;
  const UnitPart* part = nullptr;  // of the first thing that it is about, unless its place says otherwise
  for (const Resource*& resource : finding.resources) {
    const Original original = original_of(joined, *resource);
    if (part == nullptr) part = original.part;
    std::replace(finding.subjects.begin(), finding.subjects.end(), "resource:" + std::string(resource->id),
                 "resource:" + std::string(original.resource->id));
    resource = original.resource;
  }
  for (Member& member : finding.members)
    if (member.resource != nullptr) {
      const Resource* original = original_of(joined, *member.resource).resource;
      if (member.name == member.resource->id) member.name = original->id;
      member.resource = original;
    }
  const auto holds_place = [&](const UnitPart& other) { return other.unit->file == file; };
  if (part == nullptr || !holds_place(*part)) {
    const auto found = std::find_if(joined.parts.begin(), joined.parts.end(), holds_place);
    if (found != joined.parts.end()) part = &*found;
  }
  if (part == nullptr) part = &joined.parts.front();
  finding.unit = part->unit;
  speak_of_part(finding, joined, *part);
  count_in_part(finding, *finding.unit);
}

}  // namespace cumulint
