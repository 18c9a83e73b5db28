// Our YAML reader on any bytes.
#include "syntax/read-text.h"

#include <algorithm>
#include <vector>

#include "syntax/check-bytes.h"
#include "syntax/yaml-reader.h"

namespace cumulint {
namespace {

constexpr std::size_t padding = 16;

/// The text with blanks for NUL bytes, which end a text for the reader.
std::string_view without_nul(std::string_view text, Arena& arena) {
  char* copy = static_cast<char*>(arena.allocate(text.size() + padding, 1));
  std::replace_copy(text.begin(), text.end(), copy, '\0', ' ');
  std::fill_n(copy + text.size(), padding, '\0');
  return {copy, text.size()};
}

}  // namespace

void read_text(std::string_view text, Arena& arena, const ReadLimits& limits, Tree& tree) {
  ByteCheck bytes = check_bytes(text);
  std::string_view readable = bytes.has_nul ? without_nul(text, arena) : text;
  static constexpr char nothing[padding] = {};
  if (bytes.is_binary) readable = {nothing, 0};
  yaml::Reader strict(arena, readable, limits, tree.json, false);
  if (tree.json || !strict.read(tree)) {  // of JSON we know that it is broken
    yaml::Reader(arena, readable, limits, tree.json, true).read(tree);
    if (tree.errors.empty() && !tree.json) tree.errors = arena.copy(std::span<const SyntaxError>(&strict.failure(), 1));
    tree.complete = false;
  }
  if (bytes.errors.empty()) return;
  std::vector<SyntaxError> errors = std::move(bytes.errors);
  errors.insert(errors.end(), tree.errors.begin(), tree.errors.end());
  std::stable_sort(errors.begin(), errors.end(),
                   [](const SyntaxError& a, const SyntaxError& b) { return a.where.begin < b.where.begin; });
  tree.errors = arena.copy(errors);
  tree.complete = false;
}

}  // namespace cumulint
