// Definitions and layers that a template takes from beside it, and that are not there.
#pragma once

#include <string>
#include <vector>

#include "code/facts.h"
#include "code/modules.h"

namespace cumulint {

/// Of the template as written: after SAM a missing definition is no property any more.
std::vector<MissingPath> find_missing_paths(const Template& written, SourceLibrary& library, Arena& arena);

/// What lies in the folder of a missing file or folder and was probably meant: "src/Orders" for "src/orders". Empty: nothing.
std::string nearest_path(SourceLibrary& library, const std::string& folder, std::string_view written);

}  // namespace cumulint
