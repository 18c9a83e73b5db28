// Questions about nodes.
#include "syntax/node.h"

namespace cumulint {

const Entry* find_entry(const Node& mapping, std::string_view key) {
  if (mapping.kind != NodeKind::mapping) return nullptr;
  const Entry* merged = nullptr;
  for (const Entry& entry : mapping.children) {
    if (entry.key != key || (entry.key_node != nullptr && entry.key_node->kind != NodeKind::scalar)) continue;
    if (!entry.merged) return &entry;
    if (merged == nullptr) merged = &entry;
  }
  return merged;
}

bool is_null(const Node& scalar) {
  if (scalar.kind != NodeKind::scalar || scalar.style != ScalarStyle::plain) return false;
  const std::string_view text = scalar.text;
  return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

}  // namespace cumulint
