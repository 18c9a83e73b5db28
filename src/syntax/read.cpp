// The entry points of reading: which reader, which bytes, and the map back to the bytes.
#include "syntax/read.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "base/strings.h"
#include "syntax/check-bytes.h"
#include "syntax/json-reader.h"
#include "syntax/scalar-text.h"
#include "syntax/yaml-reader.h"

namespace cumulint {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t padding = 16;

/// JSON starts with a bracket. In a file of that name something else may stand before it by mistake.
bool looks_like_json(std::string_view path, std::string_view text) {
  const std::string name = lower(path);
  if (ends_with(name, ".yaml") || ends_with(name, ".yml")) return false;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  return text[first] == '{' || text[first] == '[' || (ends_with(name, ".json") && contains(text, "\n{"));
}

/// The text with blanks for NUL bytes, which end a text for the reader.
std::string_view without_nul(std::string_view text, Arena& arena) {
  char* copy = static_cast<char*>(arena.allocate(text.size() + padding, 1));
  std::replace_copy(text.begin(), text.end(), copy, '\0', ' ');
  std::fill_n(copy + text.size(), padding, '\0');
  return {copy, text.size()};
}

/// Reads strictly, then tolerantly if that fails. Adds what is wrong with the bytes.
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

Tree read_yaml(FileId file, std::string_view text, Arena& arena, const ReadLimits& limits) {
  Tree tree;
  tree.file = file;
  tree.source = text;
  read_text(text, arena, limits, tree);
  return tree;
}

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

Span in_file(std::string_view source, const Node& scalar, Span decoded) {
  if (scalar.kind != NodeKind::scalar) return scalar.span;
  const std::uint32_t size = static_cast<std::uint32_t>(scalar.text.size());
  decoded.begin = std::min(decoded.begin, size);
  decoded.end = std::clamp(decoded.end, decoded.begin, size);
  const std::less_equal<const char*> before;
  if (before(source.data(), scalar.text.data()) && before(scalar.text.data() + size, source.data() + source.size())) {
    const std::uint32_t start = static_cast<std::uint32_t>(scalar.text.data() - source.data());
    return {start + decoded.begin, start + decoded.end};
  }
  std::vector<yaml::Piece> pieces;
  yaml::Decoded again;
  again.pieces = &pieces;
  yaml::decode_again(source.data() + scalar.span.begin, source.data() + scalar.span.end, scalar, again);
  return yaml::in_source(pieces, source.data(), decoded, scalar.span);
}

}  // namespace cumulint
