// Builds the edits of fixes from the places of values, in the style of the text around them.
#include "rule/fixes.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint {
namespace {

/// The template in which a file's text stands, if it is one that can be edited by lines.
const Unit* editable(const UnitView& unit, FileId file) {
  const Unit& holder = unit.unit().holder(file);
  return holder.file == file && !holder.tree.json ? &holder : nullptr;
}

std::uint32_t line_start(std::string_view text, std::uint32_t offset) {
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  return before == std::string_view::npos ? 0 : static_cast<std::uint32_t>(before + 1);
}

std::uint32_t line_end(std::string_view text, std::uint32_t offset) {
  const std::size_t after = text.find('\n', offset);
  return static_cast<std::uint32_t>(after == std::string_view::npos ? text.size() : after);
}

/// Does only white space stand before `offset` in its line?
bool opens_its_line(std::string_view text, std::uint32_t offset) {
  const std::uint32_t start = line_start(text, offset);
  return text.substr(start, offset - start).find_first_not_of(" ") == std::string_view::npos;
}

std::string_view line_break(std::string_view text) {
  const std::size_t first = text.find('\n');
  return first != std::string_view::npos && first > 0 && text[first - 1] == '\r' ? "\r\n" : "\n";
}

std::string indented(const std::vector<std::string>& lines, std::size_t column, std::string_view eol) {
  std::string out;
  for (const std::string& line : lines) {
    out += line.empty() ? std::string() : std::string(column, ' ') + line;
    out += eol;
  }
  return out;
}

bool is_block_pair(std::string_view text, const Origin& origin) {
  return !origin.key.empty() && opens_its_line(text, origin.key.begin);
}

}  // namespace

bool is_fixable(const Field& field) {
  if (field.origin.file == FileId::none || field.origin.value.empty()) return false;
  for (const Cause* cause = field.origin.cause; cause != nullptr; cause = cause->user.cause) {
    if (cause->kind == CauseKind::parameter || cause->kind == CauseKind::mapping) return false;
    if (cause->kind == CauseKind::aws_default || cause->users > 1) return false;
  }
  return true;
}

Edit replace_value(const Field& field, std::string replacement) {
  Span span = field.origin.value;
  const Node* node = field.value->node;
  const bool quoted = node != nullptr && (node->style == ScalarStyle::single_quoted ||
                                          node->style == ScalarStyle::double_quoted);
  if (quoted && span.size() >= 2) span = {node->span.begin + 1, node->span.end - 1};
  return {{field.origin.file, span}, std::move(replacement)};
}

std::optional<Edit> insert_into_map(const UnitView& unit, const Field& map, const std::vector<std::string>& lines) {
  const Unit* holder = editable(unit, map.origin.file);
  if (holder == nullptr || !is_fixable(map)) return std::nullopt;
  const std::string_view text = holder->tree.source;
  if (!map.value->is(ValueKind::map) || map.value->node == nullptr || map.value->node->flow) return std::nullopt;
  // Before the first pair: its indentation is the map's, and no trailing comment can be torn from its value.
  for (const Field& pair : map.value->fields) {
    if (pair.origin.file != map.origin.file || !is_block_pair(text, pair.origin)) return std::nullopt;
    const std::uint32_t start = line_start(text, pair.origin.key.begin);
    const std::string inserted = indented(lines, pair.origin.key.begin - start, line_break(text));
    return Edit{{map.origin.file, {start, start}}, inserted};
  }
  return std::nullopt;
}

std::optional<Edit> insert_resource(const UnitView& unit, const Resource& after, const std::vector<std::string>& lines) {
  const Unit* holder = editable(unit, after.origin.file);
  if (holder == nullptr) return std::nullopt;
  const std::string_view text = holder->tree.source;
  if (!is_block_pair(text, after.origin) || after.origin.value.empty()) return std::nullopt;
  const std::uint32_t column = after.origin.key.begin - line_start(text, after.origin.key.begin);
  const std::uint32_t last = line_end(text, after.origin.value.end == 0 ? 0 : after.origin.value.end - 1);
  const std::string_view eol = line_break(text);
  const bool needs_break = last >= text.size();
  const std::uint32_t at = needs_break ? last : last + 1;
  return Edit{{after.origin.file, {at, at}},
              std::string(needs_break ? eol : std::string_view()) + std::string(eol) + indented(lines, column, eol)};
}

std::optional<Edit> remove_pair(const UnitView& unit, const Field& field) {
  const Unit* holder = editable(unit, field.origin.file);
  if (holder == nullptr || !is_fixable(field)) return std::nullopt;
  const std::string_view text = holder->tree.source;
  if (!is_block_pair(text, field.origin)) return std::nullopt;
  const std::uint32_t last = line_end(text, std::max(field.origin.key.end, field.origin.value.end) - 1);
  const std::uint32_t end = last < text.size() ? last + 1 : last;
  return Edit{{field.origin.file, {line_start(text, field.origin.key.begin), end}}, ""};
}

}  // namespace cumulint
