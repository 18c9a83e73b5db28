// Does a policy's pattern cover a name? Three-valued: both sides may have holes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/truth.h"
#include "resolve/flat-text.h"

namespace cumulint {

/// A text or pattern as a list of signs.
struct Signs {
  enum Sign : std::uint32_t {
    any_run = 256,  // `*`
    any_one = 257,  // `?`
    fitting = 258,  // of a name: partition, Region or account, which fit anything without ':'
    hole = 1024     // hole + index: the same index is the same text
  };
  std::vector<std::uint32_t> signs;

  void add_text(std::string_view literal);
  void add(std::uint32_t sign) { signs.push_back(sign); }
};

/// Gives holes of several texts common indexes.
class HoleTable {
 public:
  std::uint32_t sign_of(const Reference& reference);
  /// `part` of `text`; `*` and `?` are wildcards if it is a pattern.
  void add(Signs& signs, const FlatText& text, std::string_view part, bool is_pattern);

 private:
  std::vector<Reference> holes_;
};

/// unknown: it depends on what the holes are.
Truth matches(const Signs& pattern, const Signs& name);

}  // namespace cumulint
