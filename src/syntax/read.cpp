// The entry points of reading: which reader, which bytes, and the map back to the bytes.
#include "syntax/read.h"

#include <algorithm>

#include "base/strings.h"
#include "syntax/json-reader.h"
#include "syntax/read-text.h"
#include "syntax/scalar-places.h"

namespace cumulint {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// JSON starts with a bracket. In a file of that name something else may stand before it by mistake.
bool looks_like_json(std::string_view path, std::string_view text) {
  const std::string name = lower(path);
  if (ends_with(name, ".yaml") || ends_with(name, ".yml")) return false;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  return text[first] == '{' || text[first] == '[' || (ends_with(name, ".json") && contains(text, "\n{"));
}

/// What is wrong at the place where strict JSON ends, in a text that is a sound flow collection of YAML.
SyntaxError not_json(std::string_view text, std::uint32_t offset) {
  const std::uint32_t size = static_cast<std::uint32_t>(text.size()), at = std::min(offset, size);
  const Span where = {at, std::min(at + 1, size)};
  const std::size_t before = text.substr(0, at).find_last_not_of(" \t\r\n");
  switch (at < size ? text[at] : '\0') {
    case '}':
    case ']':
      if (before != std::string_view::npos && text[before] == ',') return {where, "a comma behind the last entry", "remove it: JSON allows none", false};
      return {where, "a value is missing here", "write the value", false};
    case ',': return {where, "a value is missing here", "write the value, or remove the comma", false};
    case '\'': return {where, "a text in single quotes", "use double quotes: JSON knows no other", false};
    case '#':
    case '/': return {where, "a comment in JSON", "remove it, or write the file as YAML", false};
    default: return {where, "this is no JSON", "JSON has no comments, trailing commas or texts without double quotes", false};
  }
}

}  // namespace

Tree read_json(FileId file, std::string_view text, Arena& arena, const ReadLimits& limits) {
  Tree tree;
  tree.file = file;
  tree.source = text;
  tree.json = true;
  const JsonOutcome strict = read_strict_json(text, arena, limits, tree);
  if (strict.ok) return tree;
  read_text(text, arena, limits, tree);
  if (tree.errors.empty()) {  // sound as a flow collection of YAML, but no JSON
    const SyntaxError error = not_json(text, strict.offset);
    tree.errors = arena.copy(std::span<const SyntaxError>(&error, 1));
  }
  return tree;
}

Tree read_tree(FileId file, std::string_view path, std::string_view text, Arena& arena, const ReadLimits& limits) {
  const std::string_view content = starts_with(text, byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
  return looks_like_json(path, content) ? read_json(file, text, arena, limits) : read_yaml(file, text, arena, limits);
}

Span in_file(std::string_view source, const Node& scalar, Span decoded) { return ScalarPlaces(source, scalar).in_file(decoded); }

}  // namespace cumulint
