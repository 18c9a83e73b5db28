// The join of template and code: what every function's code does, in terms of the template's resources.
#pragma once

#include <memory>
#include <vector>

#include "code/facts.h"
#include "code/modules.h"
#include "resolve/resolver.h"

namespace cumulint {

/// Never null, never fails: what can't be read or followed gives open facts. `effective` is after SAM. `keep` gets the
/// units that the facts point into, `files` what was read or looked for in vain.
const CodeFacts* join_code(const Template& effective, const Resolver& resolver, const CodeContext& context, Arena& arena,
                           std::vector<std::shared_ptr<const CodeUnit>>& keep, std::vector<FileUse>& files);

}  // namespace cumulint
