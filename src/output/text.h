// The text that people read in a terminal: findings with code frames, help, counts.
#pragma once

#include <string>

#include "output/results.h"

namespace cumulint {

struct TextStyle {
  bool color = false;
  bool quiet = false;       // one line a finding, no counts
  bool statistics = false;  // a table of findings by rule
};

void write_text(const Results& results, const TextStyle& style, std::string& out);

}  // namespace cumulint
