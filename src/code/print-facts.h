// Code facts as text: `cumulint debug facts`.
#pragma once

#include <string>

#include "code/facts.h"
#include "text/source-map.h"

namespace cumulint {

/// One function a paragraph, one fact a line, places as path:line.
std::string print_facts(const CodeFacts& facts, const SourceMap& sources);

}  // namespace cumulint
