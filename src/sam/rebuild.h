// A template again, from sections of which some are new.
#pragma once

#include <vector>

#include "base/arena.h"
#include "model/build-template.h"
#include "syntax/node.h"

namespace cumulint::sam {

/// The template with these sections in place of its own. What is wrong in the text was reported by whoever read it first.
const Template* rebuild(const Tree& written, const std::vector<Entry>& sections, Arena& arena, const Grafts& grafts);

}  // namespace cumulint::sam
