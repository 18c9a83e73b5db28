// Markdown for a job's summary page.
#pragma once

#include <string>

#include "output/results.h"

namespace cumulint {

void write_summary(const Results& results, std::string& out);

}  // namespace cumulint
