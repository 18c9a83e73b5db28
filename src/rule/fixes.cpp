// Builds the edits of fixes from the places of values, in the style of the text around them.
#include "rule/fixes.h"

#include <algorithm>

#include "base/strings.h"
#include "rule/snippet.h"
#include "syntax/node.h"

namespace cumulint {
namespace {

/// The template in which a file's text stands; null if none.
const Unit* editable(const UnitView& unit, FileId file) {
  const Unit& holder = unit.unit().holder(file);
  return holder.file == file ? &holder : nullptr;
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

bool is_block_pair(std::string_view text, const Origin& origin) {
  return !origin.key.empty() && opens_its_line(text, origin.key.begin);
}

std::uint32_t column_of(std::string_view text, std::uint32_t offset) { return offset - line_start(text, offset); }

/// One level of nesting, as the first resource or section shows it.
std::size_t step_of(const Unit& unit) {
  const std::string_view text = unit.tree.source;
  const Node* node = unit.tree.root;
  if (node->kind != NodeKind::mapping || node->children.empty()) return 2;
  std::uint32_t outer = 0;
  if (!unit.tree.json) {
    const Entry* resources = find_entry(*node, "Resources");
    if (resources == nullptr || resources->value->kind != NodeKind::mapping) return 2;
    if (resources->value->children.empty() || resources->value->flow) return 2;
    outer = column_of(text, resources->key_span.begin);
    node = resources->value;
  }
  const std::uint32_t first = node->children[0].key_span.begin;
  const std::uint32_t column = column_of(text, first);
  const bool is_usual = opens_its_line(text, first) && column > outer && column - outer <= 8;
  return is_usual ? column - outer : 2;
}

Layout layout_at(const Unit& unit, std::size_t column) {
  return {column, step_of(unit), line_break(unit.tree.source)};
}

/// Is one of the keys there already, with another value?
bool has_one_of(const Field& map, const std::vector<std::string>& lines) {
  return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
    return line[0] != ' ' && map.value->find(std::string_view(line).substr(0, line.find(':'))) != nullptr;
  });
}

/// Behind the last entry of a map in flow style or JSON.
std::optional<Edit> append_to_flow(const Unit& unit, const Field& map, const Snippet& pairs) {
  const std::string_view text = unit.tree.source;
  const Node& node = *map.value->node;
  const bool json = unit.tree.json;
  if (node.children.empty())
    return Edit{{map.origin.file, node.span}, "{" + (json ? pairs.json_in_line() : pairs.flow()) + "}"};
  const Entry& last = node.children.back();
  if (last.written.empty() || last.merged || last.written.end > node.span.end) return std::nullopt;
  std::string inserted = ", " + (json ? pairs.json_in_line() : pairs.flow());
  if (json && opens_its_line(text, last.key_span.begin)) {
    const std::uint32_t column = column_of(text, last.key_span.begin);
    const std::string start = "," + std::string(line_break(text)) + std::string(column, ' ');
    inserted = start + pairs.json(layout_at(unit, column));
  }
  return Edit{{map.origin.file, {last.written.end, last.written.end}}, inserted};
}

/// The template in whose text the value stands as a structure, for one use; null if it does not.
const Unit* holder_of(const UnitView& unit, const Field& field, ValueKind kind) {
  const bool is_written = is_fixable(field) && field.value->is(kind) && field.value->node != nullptr;
  return is_written ? editable(unit, field.origin.file) : nullptr;
}

/// Lines behind a pair of a map in block style whose value ends in the pair's line.
std::optional<Edit> insert_behind(const Unit& unit, const Field& pair, const std::vector<std::string>& lines) {
  const std::string_view text = unit.tree.source;
  if (pair.origin.value.empty() || pair.origin.key.empty()) return std::nullopt;
  const std::uint32_t end = line_end(text, pair.origin.value.end);
  if (end != line_end(text, pair.origin.key.begin)) return std::nullopt;
  std::string inserted = Snippet(lines).block(layout_at(unit, column_of(text, pair.origin.key.begin)));
  const std::string_view eol = line_break(text);
  inserted.resize(inserted.size() - eol.size());
  const bool has_return = end > 0 && end < text.size() && text[end - 1] == '\r';
  const std::uint32_t at = has_return ? end - 1 : end;
  return Edit{{pair.origin.file, {at, at}}, std::string(eol) + inserted};
}

/// Before the first pair of a map in block style: its indentation is the map's, and no trailing comment can be torn from
/// its value. In an item of a list, whose first pair follows a dash, before the second one, or behind the only one.
std::optional<Edit> insert_into_block(const Unit& unit, const Field& map, const std::vector<std::string>& lines) {
  const std::string_view text = unit.tree.source;
  const std::span<const Field> pairs = map.value->fields;
  for (std::size_t i = 0; i < pairs.size() && i < 2; ++i) {
    if (pairs[i].origin.file != map.origin.file || pairs[i].origin.key.empty()) return std::nullopt;
    if (!is_block_pair(text, pairs[i].origin)) continue;
    const std::uint32_t column = column_of(text, pairs[i].origin.key.begin), start = line_start(text, pairs[i].origin.key.begin);
    return Edit{{map.origin.file, {start, start}}, Snippet(lines).block(layout_at(unit, column))};
  }
  return pairs.size() == 1 ? insert_behind(unit, pairs[0], lines) : std::nullopt;
}

/// Are resources set apart by empty lines?
bool is_spaced(std::string_view text, const Resource& resource, std::uint32_t behind) {
  const auto is_empty_line = [&](std::uint32_t start) {
    return text.substr(start, line_end(text, start) - start).find_first_not_of(" \r") == std::string_view::npos;
  };
  const std::uint32_t first = line_start(text, resource.origin.key.begin);
  if (behind < text.size()) return is_empty_line(behind) || (first > 0 && is_empty_line(line_start(text, first - 1)));
  return first == 0 || is_empty_line(line_start(text, first - 1));
}

/// The new resources stand under the condition of the one that needs them.
std::vector<std::string> under_condition(const std::vector<std::string>& lines, std::string_view condition) {
  std::vector<std::string> all;
  for (const std::string& line : lines) {
    all.push_back(line);
    if (!condition.empty() && starts_with(line, "  Type: ")) all.push_back("  Condition: " + std::string(condition));
  }
  return all;
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
  const Unit* holder = holder_of(unit, map, ValueKind::map);
  if (holder == nullptr || has_one_of(map, lines)) return std::nullopt;
  if (holder->tree.json || map.value->node->flow) return append_to_flow(*holder, map, Snippet(lines));
  return insert_into_block(*holder, map, lines);
}

std::optional<Edit> insert_into_list(const UnitView& unit, const Field& list, const std::vector<std::string>& lines) {
  const Unit* holder = holder_of(unit, list, ValueKind::list);
  if (holder == nullptr || list.value->node->children.empty()) return std::nullopt;
  const std::string_view text = holder->tree.source;
  const Node& node = *list.value->node;
  const std::uint32_t first = node.children[0].written.begin;
  if (!holder->tree.json && !node.flow) {
    const std::uint32_t start = line_start(text, first);
    const std::size_t dash = text.find_first_not_of(' ', start);
    if (dash == std::string_view::npos || text[dash] != '-') return std::nullopt;
    return Edit{{list.origin.file, {start, start}}, Snippet(lines).block(layout_at(*holder, dash - start))};
  }
  const Snippet item(lines);
  std::string inserted = (holder->tree.json ? item.json_in_line() : item.flow()) + ", ";
  if (holder->tree.json && opens_its_line(text, first)) {
    const std::uint32_t column = column_of(text, first);
    inserted = item.json(layout_at(*holder, column)) + "," + std::string(line_break(text)) + std::string(column, ' ');
  }
  return Edit{{list.origin.file, {first, first}}, inserted};
}

std::optional<Edit> insert_properties(const UnitView& unit, const Field& owner, const std::vector<std::string>& lines) {
  const Unit* holder = holder_of(unit, owner, ValueKind::map);
  if (holder == nullptr) return std::nullopt;
  if (const Field* properties = owner.value->find("Properties"); properties != nullptr)
    return insert_into_map(unit, *properties, lines);
  std::vector<std::string> nested = {"Properties:"};
  for (const std::string& line : lines) nested.push_back("  " + line);
  if (holder->tree.json || owner.value->node->flow) return insert_into_map(unit, owner, nested);
  const Field* type = owner.value->find("Type");
  if (type == nullptr || !is_block_pair(holder->tree.source, type->origin)) return std::nullopt;
  return insert_behind(*holder, *type, nested);
}

std::optional<Edit> insert_properties(const UnitView& unit, const Resource& written, const std::vector<std::string>& lines) {
  if (written.generated || written.body == nullptr) return std::nullopt;
  return insert_properties(unit, {written.id, written.origin, written.body}, lines);
}

std::optional<Edit> insert_settings(const UnitView& unit, const Resource& resource, const std::vector<std::string>& lines) {
  return resource.event_field != nullptr ? insert_properties(unit, *resource.event_field, lines)
                                         : insert_properties(unit, resource, lines);
}

std::optional<Edit> insert_resource(const UnitView& unit, const Resource& after, const std::vector<std::string>& lines) {
  if (after.generated || after.body == nullptr || !is_fixable({after.id, after.origin, after.body})) return std::nullopt;
  const Unit* holder = editable(unit, after.origin.file);
  if (holder == nullptr || !is_block_pair(holder->tree.source, after.origin)) return std::nullopt;
  const std::string_view text = holder->tree.source;
  const Snippet snippet(under_condition(lines, after.condition));
  const std::uint32_t column = column_of(text, after.origin.key.begin), end = after.origin.value.end;
  const std::string_view eol = line_break(text);
  if (holder->tree.json) {
    const std::string start = "," + std::string(eol) + std::string(column, ' ');
    return Edit{{after.origin.file, {end, end}}, start + snippet.json(layout_at(*holder, column))};
  }
  const std::uint32_t last = line_end(text, end == 0 ? 0 : end - 1);
  const bool needs_break = last >= text.size();
  const std::uint32_t at = needs_break ? last : last + 1;
  std::string inserted(needs_break ? eol : std::string_view());
  if (is_spaced(text, after, at)) inserted += eol;
  return Edit{{after.origin.file, {at, at}}, inserted + snippet.block(layout_at(*holder, column))};
}

std::string free_id(const UnitView& unit, const std::string& wanted) {
  std::string id = wanted;
  const auto is_taken = [&] {
    return unit.effective().find_resource(id) != nullptr || unit.written().find_resource(id) != nullptr ||
           unit.written().find_parameter(id) != nullptr;
  };
  for (int number = 2; is_taken(); ++number) id = wanted + std::to_string(number);
  return id;
}

const Resource& written_resource(const Resource& resource) {
  return resource.written != nullptr ? *resource.written : resource;
}

std::optional<Edit> remove_pair(const UnitView& unit, const Field& field) {
  const Unit* holder = editable(unit, field.origin.file);
  if (holder == nullptr || holder->tree.json || !is_fixable(field)) return std::nullopt;
  const std::string_view text = holder->tree.source;
  if (!is_block_pair(text, field.origin)) return std::nullopt;
  const std::uint32_t last = line_end(text, std::max(field.origin.key.end, field.origin.value.end) - 1);
  const std::uint32_t end = last < text.size() ? last + 1 : last;
  return Edit{{field.origin.file, {line_start(text, field.origin.key.begin), end}}, ""};
}

}  // namespace cumulint
