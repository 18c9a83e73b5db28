// Tree -> Template: typed records; shape errors are problems, and what they break is marked so that nothing repeats them.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "model/template.h"

namespace cumulint {

struct Node;

/// Text of another file in a tree: the node is the value of an entry that came from there, or (`is_value`) it stands for a
/// value of this file's entry.
struct Graft {
  FileId file = FileId::none;
  const Cause* cause = nullptr;
  bool is_value = false;
};
using Grafts = std::unordered_map<const Node*, Graft>;

/// Builds the written template of a tree. `problems` gets template-syntax (from the tree's errors too), duplicate-key
/// and invalid-intrinsic findings. Never fails: what is no template has is_template == false.
const Template* build_template(const Tree& tree, Arena& arena, std::vector<Problem>& problems,
                               const Grafts* grafts = nullptr);

/// Does the content look like a template (a top-level Resources map, or a Transform / AWSTemplateFormatVersion)? A
/// byte search, for discovery: no parse.
bool may_be_template(std::string_view text);

/// A Value for any node, with intrinsics parsed: for included files and inline JSON. `cause` is given to every Origin.
const Value* build_value(FileId file, const Node& node, Arena& arena, std::vector<Problem>& problems,
                         const Cause* cause = nullptr);

}  // namespace cumulint
