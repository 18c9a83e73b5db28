// A text and the tree that was read from it.

#include "support/reading.h"

#include <cstdlib>

#include "base/strings.h"
#include "text/line-index.h"
#include "text/source-map.h"

namespace cumulint::test {

Reading::Reading(std::string text, const std::string& path, const ReadLimits& limits)
    : padded_(std::make_unique<std::string>(std::move(text))) {
  const std::size_t size = padded_->size();
  padded_->append(SourceFile::padding, '\0');
  source_ = {padded_->data(), size};
  tree_ = read_tree(FileId{0}, path, source_, arena_, limits);
}

const Node* Reading::at(const std::string& path) const {
  const Node* node = tree_.root;
  for (std::string_view part : split(path, '/')) {
    if (node->kind == NodeKind::sequence) {
      const std::size_t index = static_cast<std::size_t>(std::atoi(std::string(part).c_str()));
      if (index >= node->children.size()) return nullptr;
      node = node->children[index].value;
    } else {
      const Entry* entry = find_entry(*node, part);
      if (entry == nullptr) return nullptr;
      node = entry->value;
    }
  }
  return node;
}

std::string Reading::value(const std::string& path) const {
  const Node* node = at(path);
  return node == nullptr ? "(none)" : std::string(node->text);
}

std::string Reading::errors() const {
  const LineIndex lines(source_);
  std::string out;
  for (const SyntaxError& error : tree_.errors) {
    out += std::to_string(lines.line_of(error.where.begin) + 1) + ": " + std::string(error.message) + "\n";
  }
  return out;
}

std::string shape(const Node& node) {
  std::string out = node.tag.empty() ? "" : std::string(node.tag) + " ";
  if (node.kind == NodeKind::broken) return out + "??";
  if (node.kind == NodeKind::scalar) {
    const char* const quote = node.style == ScalarStyle::single_quoted ? "'" : node.style == ScalarStyle::plain ? "" : "\"";
    return out + quote + std::string(node.text) + quote;
  }
  const bool is_mapping = node.kind == NodeKind::mapping;
  out += is_mapping ? '{' : '[';
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const Entry& entry = node.children[i];
    if (i > 0) out += ", ";
    if (is_mapping) {
      out += entry.key_node != nullptr ? shape(*entry.key_node) : std::string(entry.key);
      out += ": ";
    }
    out += shape(*entry.value);
  }
  return out + (is_mapping ? '}' : ']');
}

}  // namespace cumulint::test
