// JUnit XML: a test case for each finding, for CI systems that know nothing else.
#pragma once

#include <string>

#include "output/results.h"

namespace cumulint {

void write_junit(const Results& results, std::string& out);

}  // namespace cumulint
