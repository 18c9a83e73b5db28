// How much of the code was understood: `cumulint debug facts --stats`.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "code/facts.h"

namespace cumulint {

/// Counts by language over any number of templates, with the commonest reasons for what is missing.
class FactStats {
 public:
  void add(const CodeFacts& facts);
  std::string print() const;

 private:
  using Reasons = std::map<std::string, std::size_t, std::less<>>;
  struct PerLanguage {
    std::size_t functions = 0, elsewhere = 0, handlers = 0, known = 0;
    std::size_t calls = 0, operations = 0, with_target = 0, targets = 0;
    Reasons no_code, no_handler, not_known, no_operation, no_target;
  };

  void add(const SdkCall& call, PerLanguage& counts);
  static void print(std::string& out, std::string_view what, const Reasons& reasons);

  PerLanguage languages_[8] = {};
};

}  // namespace cumulint
