// Tree -> Template: typed records; shape errors are problems, and what they break is marked so that nothing repeats them.
#pragma once

#include <string_view>
#include <vector>

#include "base/arena.h"
#include "model/template.h"

namespace cumulint {

/// Builds the written template of a tree. `problems` gets template-syntax (from the tree's errors too), duplicate-key
/// and invalid-intrinsic findings. Never fails: what is no template has is_template == false.
const Template* build_template(const Tree& tree, Arena& arena, std::vector<Problem>& problems);

/// Does the content look like a template (a top-level Resources map, or a Transform / AWSTemplateFormatVersion)? A
/// byte search, for discovery: no parse.
bool may_be_template(std::string_view text);

/// A Value for any node, with intrinsics parsed: for included files and inline JSON. `cause` is given to every Origin.
const Value* build_value(FileId file, const Node& node, Arena& arena, std::vector<Problem>& problems,
                         const Cause* cause = nullptr);

}  // namespace cumulint
