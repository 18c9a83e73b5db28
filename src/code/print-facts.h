// Code facts as text: `cumulint debug facts`.
#pragma once

#include <cstddef>
#include <string>

#include "code/facts.h"
#include "text/source-map.h"

namespace cumulint {

/// One function a paragraph, one fact a line, places as path:line.
std::string print_facts(const CodeFacts& facts, const SourceMap& sources);

/// How much was understood, by language: for `--stats`. Sums over several templates.
struct FactStats {
  struct PerLanguage {
    std::size_t functions = 0, handlers = 0, missing = 0, known = 0;
    std::size_t calls = 0, operations = 0, with_target = 0, targets = 0;
  };
  PerLanguage languages[8] = {};

  void add(const CodeFacts& facts);
  std::string print() const;
};

}  // namespace cumulint
