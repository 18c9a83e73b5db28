// Reading of files beside the template, inside the root only.
#pragma once

#include <string_view>

#include "sam/expand.h"
#include "syntax/node.h"

namespace cumulint::sam {

struct LocalFile {
  bool may_be_read = true;  // false: it lies outside, or nothing is read at all
  Tree tree = {};           // without root: there is no such file
};

/// Notes the look in `options.used`.
LocalFile read_local_file(const ExpandOptions& options, std::string_view path, Arena& arena);

}  // namespace cumulint::sam
