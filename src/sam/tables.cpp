// Look-ups in the embedded tables: one entry a line, in order of name.
#include "sam/tables.h"

#include <algorithm>
#include <vector>

#include "base/arena.h"
#include "base/strings.h"
#include "model/build-template.h"
#include "syntax/read.h"
#include "text/source-map.h"

extern "C" {
extern const char cumulint_sam_policy_templates[], cumulint_sam_policy_templates_end[];
extern const char cumulint_sam_connectors[], cumulint_sam_connectors_end[];
extern const char cumulint_sam_managed_policies[], cumulint_sam_managed_policies_end[];
}

namespace cumulint::sam {
namespace {

/// The line that starts with `start` and a delimiter, without both; found is false if there is none.
std::string_view find_line(std::string_view table, std::string_view start, char delimiter, bool& found) {
  found = false;
  std::size_t low = 0, high = table.size();
  while (low < high) {  // between the starts of two lines
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = middle == 0 ? std::string_view::npos : table.rfind('\n', middle - 1);
    const std::size_t begin = before == std::string_view::npos || before < low ? low : before + 1;
    const std::size_t end = std::min(table.find('\n', begin), table.size());
    const std::string_view line = table.substr(begin, end - begin);
    const std::string_view key = line.substr(0, line.find(delimiter));
    if (key == start) {
      found = true;
      return line.size() > key.size() ? line.substr(key.size() + 1) : std::string_view{};
    }
    if (key < start) low = end + 1;
    else high = begin;
  }
  return {};
}

/// The value of a member of a JSON object that has one member a line, in order of name.
std::string_view find_member(std::string_view json, std::string_view name) {
  std::size_t low = 2, high = json.size();
  const std::string key = std::string("\"").append(name).append("\":");
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = json.rfind('\n', middle == 0 ? 0 : middle - 1);
    const std::size_t begin = before == std::string_view::npos || before < low ? low : before + 1;
    const std::size_t end = std::min(json.find('\n', begin), json.size());
    const std::string_view line = json.substr(begin, end - begin);
    if (starts_with(line, key)) {
      const std::string_view value = line.substr(key.size());
      return ends_with(value, ",") ? value.substr(0, value.size() - 1) : value;
    }
    if (line < key) low = end + 1;
    else high = begin;
  }
  return {};
}

std::string_view table(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::string_view find_policy_template(std::string_view name) {
  return find_member(table(cumulint_sam_policy_templates, cumulint_sam_policy_templates_end), name);
}

std::string_view find_connector(std::string_view source, std::string_view destination) {
  const std::string name = std::string(source).append(" > ").append(destination);
  return find_member(table(cumulint_sam_connectors, cumulint_sam_connectors_end), name);
}

const Value* read_entry(std::string_view json, Arena& arena) {
  const std::string_view padding("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", SourceFile::padding);
  const std::string_view text = arena.join({json, padding}).substr(0, json.size());
  const Tree tree = read_json(FileId::none, text, arena);
  std::vector<Problem> none;
  return build_value(FileId::none, *tree.root, arena, none);
}

std::string_view find_managed_policy(std::string_view name, Arena& arena) {
  bool found = false;
  const std::string_view folder =
      find_line(table(cumulint_sam_managed_policies, cumulint_sam_managed_policies_end), name, ' ', found);
  if (!found) return {};
  return folder.empty() ? arena.copy(name) : arena.join({folder, "/", name});
}

}  // namespace cumulint::sam
