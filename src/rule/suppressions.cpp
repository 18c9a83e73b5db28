// Reads suppressions from comments and Metadata and applies them.
#include "rule/suppressions.h"

#include <algorithm>
#include <set>

#include "base/strings.h"
#include "rule/registry.h"

namespace cumulint {
namespace {

/// The line in which a byte lies, without its break.
Span line_around(std::string_view text, std::uint32_t offset) {
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t after = text.find('\n', offset);
  return {before == std::string_view::npos ? 0 : static_cast<std::uint32_t>(before + 1),
          static_cast<std::uint32_t>(after == std::string_view::npos ? text.size() : after)};
}

/// The line that a comment covers: its own if something stands before it there, else the next one.
Span covered_line(std::string_view text, Span comment) {
  const Span line = line_around(text, comment.begin);
  if (!trim(text.substr(line.begin, comment.begin - line.begin)).empty()) return line;
  const Span last = line_around(text, comment.end == comment.begin ? comment.begin : comment.end - 1);
  if (last.end >= text.size()) return {last.end, last.end};
  return line_around(text, last.end + 1);
}

/// What removing one id of a comment takes out: the id with its comma, or the whole comment (with its line) if it is
/// the only one.
Span removal_of(std::string_view text, Span comment, const IgnoreComment& ignore, std::size_t index) {
  const auto place = [&](Span span) { return Span{comment.begin + span.begin, comment.begin + span.end}; };
  if (ignore.ids.size() > 1) {
    if (index + 1 < ignore.ids.size())
      return {place(ignore.ids[index].second).begin, place(ignore.ids[index + 1].second).begin};
    return {place(ignore.ids[index - 1].second).end, place(ignore.ids[index].second).end};
  }
  const Span line = line_around(text, comment.begin);
  const std::string_view before = text.substr(line.begin, comment.begin - line.begin);
  const std::size_t kept = before.find_last_not_of(" \t");
  if (kept != std::string_view::npos) return {line.begin + static_cast<std::uint32_t>(kept + 1), comment.end};
  if (!trim(text.substr(comment.end, line.end > comment.end ? line.end - comment.end : 0)).empty()) return {};
  const Span last = line_around(text, comment.end - 1);
  return {line.begin, last.end < text.size() ? last.end + 1 : last.end};
}

class Collector {
 public:
  explicit Collector(const Application& application) : application_(application) {}

  std::vector<SuppressedId> collect() {
    for (const Unit* unit : application_.units) {
      for (const Comment& comment : unit->tree.comments) add_comment(*unit, {unit->file, comment.span}, true);
      if (unit->code != nullptr)
        for (const Location& comment : unit->code->suppression_comments) add_comment(*unit, comment, false);
      if (unit->written->metadata != nullptr) add_metadata(*unit, *unit->written->metadata, nullptr);
      for (const Resource& resource : unit->written->resources)
        if (resource.metadata != nullptr) add_metadata(*unit, *resource.metadata->value, &resource);
    }
    return std::move(found_);
  }

 private:
  void add_comment(const Unit& unit, Location comment, bool in_template) {
    const std::string_view text = application_.sources->file(comment.file).text();
    const IgnoreComment ignore = parse_ignore_comment(text.substr(comment.span.begin, comment.span.size()));
    if (ignore.ids.empty()) return;
    if (!seen_.emplace(std::uint32_t(comment.file), comment.span.begin).second) return;
    const Span covered = covered_line(text, comment.span);
    const Resource* resource = in_template ? resource_of_line(unit, covered) : nullptr;
    for (std::size_t i = 0; i < ignore.ids.size(); ++i) {
      const auto& [id, span] = ignore.ids[i];
      SuppressedId entry;
      entry.removal = removal_of(text, comment.span, ignore, i);
      entry.id = id;
      entry.id_place = {comment.file, {comment.span.begin + span.begin, comment.span.begin + span.end}};
      entry.reason = ignore.reason;
      entry.unit = &unit;
      entry.resource = resource;
      entry.covered = covered;
      found_.push_back(std::move(entry));
    }
  }

  static const Resource* resource_of_line(const Unit& unit, Span line) {
    for (const Resource& resource : unit.written->resources)
      if (line.contains(resource.origin.key)) return &resource;
    return nullptr;
  }

  void add_metadata(const Unit& unit, const Value& metadata, const Resource* resource) {
    if (const Field* ignore = metadata.find_path("cumulint.ignore")) add_ids(unit, *ignore, resource, false);
    if (const Field* ignore = metadata.find_path("cfn-lint.config.ignore_checks")) add_ids(unit, *ignore, resource, true);
  }

  void add_ids(const Unit& unit, const Field& ignore, const Resource* resource, bool foreign) {
    const Field single[] = {ignore};
    const std::span<const Field> ids =
        ignore.value->is(ValueKind::list) ? ignore.value->fields : std::span<const Field>(single);
    for (const Field& id : ids) {
      if (!id.value->is(ValueKind::text)) continue;
      SuppressedId entry;
      entry.id = id.value->text;
      entry.id_place = id.origin.value_place();
      entry.kind = SuppressionKind::metadata;
      entry.unit = &unit;
      entry.resource = resource;
      entry.whole_template = resource == nullptr;
      entry.foreign = foreign;
      found_.push_back(std::move(entry));
    }
  }

  const Application& application_;
  std::vector<SuppressedId> found_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen_;
};

bool names_rule(const SuppressedId& suppression, const RuleInfo& rule) {
  if (suppression.id == rule.id) return !suppression.foreign;
  return std::find(rule.aliases.begin(), rule.aliases.end(), suppression.id) != rule.aliases.end();
}

/// The resource as the user wrote it: of what SAM made, the SAM resource.
const Resource* as_written(const Resource* resource) {
  return resource != nullptr && resource->written != nullptr ? resource->written : resource;
}

bool covers_place(const SuppressedId& suppression, const Unit* unit, Location where,
                  std::initializer_list<const Resource*> resources) {
  if (suppression.whole_template) return suppression.unit == unit;
  if (suppression.kind == SuppressionKind::comment && suppression.id_place.file == where.file &&
      suppression.covered.begin <= where.span.begin && where.span.begin <= suppression.covered.end)
    return true;
  if (suppression.resource == nullptr || suppression.unit != unit) return false;
  const Origin& body = suppression.resource->origin;
  if (where.file == body.file && body.key.begin <= where.span.begin &&
      where.span.begin < std::max(body.key.end, body.value.end))
    return true;
  return std::any_of(resources.begin(), resources.end(), [&](const Resource* resource) {
    resource = as_written(resource);
    return resource != nullptr && resource->id == suppression.resource->id;
  });
}

bool covers(const SuppressedId& suppression, const RawFinding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  // Only the subject that the primary place belongs to counts, not what else the finding speaks of.
  const Resource* resource = finding.resources.empty() ? nullptr : finding.resources.front();
  if (covers_place(suppression, finding.unit, diagnostic.labels[0].where, {resource})) return true;
  return std::any_of(diagnostic.labels.begin(), diagnostic.labels.end(), [&](const Label& label) {
    return label.kind == LabelKind::hidden && covers_place(suppression, finding.unit, label.where, {});
  });
}

}  // namespace

IgnoreComment parse_ignore_comment(std::string_view comment) {
  IgnoreComment out;
  std::size_t at = comment.find("cumulint:");
  if (at == std::string_view::npos) return out;
  // Only comment signs and blanks may stand before it: prose about suppressions is none.
  if (comment.substr(0, at).find_first_not_of("#/*-;<! \t") != std::string_view::npos) return out;
  at = comment.find_first_not_of(" \t", at + 9);
  if (at == std::string_view::npos || !starts_with(comment.substr(at), "ignore[")) return out;
  const std::size_t begin = at + 7, end = comment.find(']', begin);
  if (end == std::string_view::npos) return out;
  for (std::size_t start = begin; start <= end;) {
    const std::size_t stop = std::min(end, comment.find(',', start));
    const std::string_view id = trim(comment.substr(start, stop - start));
    if (!id.empty()) {
      const std::uint32_t place = static_cast<std::uint32_t>(id.data() - comment.data());
      out.ids.push_back({id, {place, place + static_cast<std::uint32_t>(id.size())}});
    }
    start = stop + 1;
  }
  std::string_view reason = trim(comment.substr(end + 1));
  if (ends_with(reason, "*/")) reason = trim(reason.substr(0, reason.size() - 2));
  out.reason = reason;
  return out;
}

std::vector<SuppressedId> read_suppressions(const Application& application) {
  return Collector(application).collect();
}

void apply_suppressions(std::vector<RawFinding>& findings, std::vector<SuppressedId>& suppressions) {
  for (RawFinding& finding : findings) {
    for (SuppressedId& suppression : suppressions) {
      if (!names_rule(suppression, *finding.diagnostic.rule) || !covers(suppression, finding)) continue;
      suppression.used = true;
      if (finding.diagnostic.suppressed.kind == SuppressionKind::none)
        finding.diagnostic.suppressed = {suppression.kind, suppression.reason};
      for (Member& member : finding.members) member.suppressed = true;
    }
  }
}

}  // namespace cumulint
