// The join of template and code: what every function's code does, in terms of the template's resources.
#pragma once

#include <memory>
#include <vector>

#include "code/facts.h"
#include "code/modules.h"
#include "resolve/resolver.h"
#include "resolve/resource-names.h"

namespace cumulint {

struct JoinedCode {
  const CodeFacts* facts = nullptr;                     // never null; in the arena
  std::vector<std::shared_ptr<const CodeUnit>> units;   // the facts point into them
  std::vector<FileUse> files;                           // read, or looked for in vain
};

/// One template as written and after SAM, and what its resources are called.
struct Templates {
  const Template &written, &effective;
  const ResourceNames& names;
};

/// Never fails: what can't be read or followed gives open facts.
JoinedCode join_code(const Templates& templates, const Resolver& resolver, const CodeContext& context, Arena& arena);

}  // namespace cumulint
