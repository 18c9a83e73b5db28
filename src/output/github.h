// Workflow commands that GitHub turns into annotations.
#pragma once

#include <string>

#include "output/results.h"

namespace cumulint {

void write_github(const Results& results, std::string& out);

}  // namespace cumulint
