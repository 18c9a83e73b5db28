// Look-ups in the embedded tables: one entry a line, in order of name.
#include "sam/tables.h"

#include "base/arena.h"
#include "base/strings.h"

extern "C" {
extern const char cumulint_sam_policy_templates[], cumulint_sam_policy_templates_end[];
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

std::string_view table(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::string_view find_policy_template(std::string_view name) {
  const std::string_view json = table(cumulint_sam_policy_templates, cumulint_sam_policy_templates_end);
  bool found = false;
  std::string_view line = find_line(json.substr(2), std::string("\"").append(name).append("\""), ':', found);
  if (ends_with(line, ",")) line.remove_suffix(1);
  return line;
}

std::string_view find_managed_policy(std::string_view name, Arena& arena) {
  bool found = false;
  const std::string_view folder =
      find_line(table(cumulint_sam_managed_policies, cumulint_sam_managed_policies_end), name, ' ', found);
  if (!found) return {};
  return folder.empty() ? arena.copy(name) : arena.join({folder, "/", name});
}

}  // namespace cumulint::sam
