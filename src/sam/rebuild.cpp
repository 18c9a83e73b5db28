// Puts new sections into a copy of the tree and reads that.
#include "sam/rebuild.h"

namespace cumulint::sam {

const Template* rebuild(const Tree& written, const std::vector<Entry>& sections, Arena& arena, const Grafts& grafts) {
  Node* root = arena.make<Node>(*written.root);
  root->children = arena.copy(sections);
  Tree* tree = arena.make<Tree>(written);
  tree->root = root;
  std::vector<Problem> known;
  return build_template(*tree, arena, known, &grafts);
}

}  // namespace cumulint::sam
