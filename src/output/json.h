// JSON: a stable contract, documented in docs/json.md.
#pragma once

#include <string>

#include "output/results.h"

namespace cumulint {

void write_json(const Results& results, std::string& out);

}  // namespace cumulint
