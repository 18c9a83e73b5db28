// SARIF 2.1.0, as GitHub's code scanning and other viewers want it.
#pragma once

#include <string>

#include "output/results.h"

namespace cumulint {

void write_sarif(const Results& results, std::string& out);

}  // namespace cumulint
