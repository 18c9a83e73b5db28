// One finding per cause: the same place once, and one finding a group with its members named.
#include "rule/grouping.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/strings.h"

namespace cumulint {
namespace {

void add_label(Diagnostic& diagnostic, const Label& label) {
  const bool shown = std::any_of(diagnostic.labels.begin(), diagnostic.labels.end(),
                                 [&](const Label& l) { return l.where == label.where && l.text == label.text; });
  if (!shown) diagnostic.labels.push_back(label);
}

bool is_suppressed(const RawFinding& finding) { return finding.diagnostic.suppressed.kind != SuppressionKind::none; }

/// Both are one cause: what is said of one resource holds for the other. A suppressed one brings nothing.
void absorb(RawFinding& kept, RawFinding&& other) {
  if (is_suppressed(other) && !is_suppressed(kept)) return;
  if (is_suppressed(kept) && !is_suppressed(other)) {
    kept = std::move(other);
    return;
  }
  const bool other_resource = !kept.resources.empty() && !other.resources.empty() &&
                              kept.resources.front() != other.resources.front();
  if (other_resource) kept.also.emplace_back(other.resources.front()->id);
  if (other.diagnostic.level > kept.diagnostic.level) {
    std::swap(kept.diagnostic.level, other.diagnostic.level);
    std::swap(kept.diagnostic.message, other.diagnostic.message);
    std::swap(kept.diagnostic.why, other.diagnostic.why);
    std::swap(kept.diagnostic.help, other.diagnostic.help);
    std::swap(kept.diagnostic.fixes, other.diagnostic.fixes);
  }
  kept.reported = std::min(kept.reported, other.reported);
  for (std::size_t i = 1; i < other.diagnostic.labels.size(); ++i) add_label(kept.diagnostic, other.diagnostic.labels[i]);
  for (const Resource* resource : other.resources)
    if (std::find(kept.resources.begin(), kept.resources.end(), resource) == kept.resources.end())
      kept.resources.push_back(resource);
}

/// One fix repairs all members that can be: its edits are in order once the group is complete.
void take_fixes(Diagnostic& group, Diagnostic&& member) {
  if (group.fixes.empty()) {
    group.fixes = std::move(member.fixes);
    return;
  }
  if (member.fixes.empty()) return;
  std::vector<Edit>& edits = group.fixes[0].edits;
  edits.insert(edits.end(), member.fixes[0].edits.begin(), member.fixes[0].edits.end());
}

void sort_edits(Diagnostic& group) {
  if (group.fixes.empty()) return;
  std::vector<Edit>& edits = group.fixes[0].edits;
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return std::make_tuple(a.where.file, a.where.span.begin) < std::make_tuple(b.where.file, b.where.span.begin);
  });
}

std::string replaced(std::string text, std::string_view slot, std::string_view with) {
  for (std::size_t at = text.find(slot); at != std::string::npos; at = text.find(slot, at + with.size()))
    text.replace(at, slot.size(), with);
  return text;
}

std::string group_message(const RawFinding& finding, const std::vector<Member>& members) {
  std::vector<std::string_view> names;
  for (const Member& member : members) names.push_back(member.name);
  std::string text = members.size() == 1 ? finding.group_one : finding.group_many;
  text = replaced(text, "{members}", join_words(names));
  text = replaced(text, "{count}", std::to_string(members.size()));
  return replaced(text, "{total}", std::to_string(finding.group_total));
}

/// All members suppressed: the finding is kept, marked, for SARIF and for the count. Else they are simply left out.
void finish_group(RawFinding& group, const SourceMap& sources) {
  sort_edits(group.diagnostic);
  std::vector<Member> members;
  for (const Member& member : group.members)
    if (!member.suppressed) members.push_back(member);
  if (members.empty()) members = group.members;
  std::stable_sort(members.begin(), members.end(), [&](const Member& a, const Member& b) {
    return std::make_tuple(std::string_view(sources.file(a.where.file).path), a.where.span.begin) <
           std::make_tuple(std::string_view(sources.file(b.where.file).path), b.where.span.begin);
  });
  Diagnostic& diagnostic = group.diagnostic;
  std::vector<Label> labels{{members[0].where, "", LabelKind::primary}};
  diagnostic.members.clear();
  Level level = Level::note;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) labels.push_back({members[i].where, members[i].name, LabelKind::related});
    diagnostic.members.push_back(members[i].name);
    level = std::max(level, members[i].level);
  }
  for (std::size_t i = 1; i < diagnostic.labels.size(); ++i) labels.push_back(diagnostic.labels[i]);
  diagnostic.labels = std::move(labels);
  diagnostic.level = level;
  diagnostic.message = group_message(group, members);
}

}  // namespace

void merge_same_place(std::vector<RawFinding>& findings) {
  std::map<std::tuple<std::string_view, std::uint32_t, std::uint32_t, std::uint32_t>, std::size_t> seen;
  std::vector<RawFinding> kept;
  for (RawFinding& finding : findings) {
    const Location where = finding.diagnostic.labels[0].where;
    if (finding.group.empty() && !finding.stands_alone) {
      const auto key = std::make_tuple(finding.diagnostic.rule->id, std::uint32_t(where.file), where.span.begin,
                                       where.span.end);
      const auto [at, is_new] = seen.emplace(key, kept.size());
      if (!is_new) {
        absorb(kept[at->second], std::move(finding));
        continue;
      }
    }
    kept.push_back(std::move(finding));
  }
  for (RawFinding& finding : kept) {
    if (finding.also.empty()) continue;
    const std::vector<std::string_view> names(finding.also.begin(), finding.also.end());
    finding.diagnostic.message += " (the same holds for " + join_words(names) + ")";
  }
  findings = std::move(kept);
}

void merge_groups(std::vector<RawFinding>& findings, const SourceMap& sources) {
  std::map<std::tuple<const Unit*, std::string_view, std::string>, std::size_t> groups;
  std::vector<RawFinding> kept;
  for (RawFinding& finding : findings) {
    if (finding.group.empty()) {
      kept.push_back(std::move(finding));
      continue;
    }
    const auto [at, is_new] =
        groups.emplace(std::make_tuple(finding.unit, finding.diagnostic.rule->id, finding.group), kept.size());
    if (is_new) {
      if (finding.members.at(0).suppressed) finding.diagnostic.fixes.clear();
      kept.push_back(std::move(finding));
      continue;
    }
    RawFinding& group = kept[at->second];
    // A member that is left out (suppressed) brings no labels of its own.
    // A template that several stacks use has each resource once.
    const Member& member = finding.members.at(0);
    const bool is_known = std::any_of(group.members.begin(), group.members.end(), [&](const Member& other) {
      return member.resource != nullptr && other.resource == member.resource && other.name == member.name;
    });
    if (!is_known) group.members.push_back(member);
    if (!finding.members.at(0).suppressed)
      for (std::size_t i = 1; i < finding.diagnostic.labels.size(); ++i)
        add_label(group.diagnostic, finding.diagnostic.labels[i]);
    group.reported = std::min(group.reported, finding.reported);
    group.raised_by_production = group.raised_by_production || finding.raised_by_production;
    if (!finding.members.at(0).suppressed) take_fixes(group.diagnostic, std::move(finding.diagnostic));
    if (!finding.members.at(0).suppressed) group.diagnostic.suppressed = {};
  }
  for (RawFinding& finding : kept)
    if (!finding.group.empty()) finish_group(finding, sources);
  findings = std::move(kept);
}

}  // namespace cumulint
