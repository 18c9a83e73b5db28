// From a byte offset to the path of keys that leads there.
#include "rule/logical-path.h"

namespace cumulint {

std::string logical_path(const Tree& tree, std::uint32_t offset) {
  std::string path;
  const Node* node = tree.root;
  while (node != nullptr) {
    const Node* next = nullptr;
    for (std::size_t i = 0; i < node->children.size(); ++i) {
      const Entry& entry = node->children[i];
      const bool on_key = entry.key_span.begin <= offset && offset < entry.key_span.end;
      if (!on_key && !(entry.written.begin <= offset && offset < entry.written.end)) continue;
      if (!path.empty()) path += '/';
      path += node->kind == NodeKind::mapping ? std::string(entry.key) : std::to_string(i);
      if (!on_key && !entry.aliased && !entry.merged) next = entry.value;
      break;
    }
    node = next;
  }
  return path;
}

}  // namespace cumulint
