// Three-valued wildcard matching, by dynamic programming over both texts.
#include "iam/pattern.h"

namespace cumulint {
namespace {

constexpr std::size_t longest = 2000;  // signs; beyond it the answer is unknown

bool is_hole(std::uint32_t sign) { return sign >= Signs::hole; }

/// best[j]: how certainly the rest of the pattern matches the name from j on; computed from the pattern's end.
class Matcher {
 public:
  Matcher(const Signs& pattern, const Signs& name) : p_(pattern.signs), n_(name.signs) {}

  Truth run() {
    std::vector<Truth> below(n_.size() + 1, Truth::no), row(n_.size() + 1);
    below[n_.size()] = Truth::yes;
    for (std::size_t j = n_.size(); j-- > 0;) below[j] = can_be_empty(n_[j], below[j + 1]);
    for (std::size_t i = p_.size(); i-- > 0;) {
      for (std::size_t j = n_.size() + 1; j-- > 0;) row[j] = cell(p_[i], j, below, row);
      below.swap(row);
    }
    return below[0];
  }

 private:
  /// A name's sign that stands for a run may stand for nothing.
  static Truth can_be_empty(std::uint32_t sign, Truth rest) {
    if (sign == Signs::fitting) return rest;
    return is_hole(sign) ? both(Truth::unknown, rest) : Truth::no;
  }

  Truth cell(std::uint32_t pattern, std::size_t j, const std::vector<Truth>& below,
             const std::vector<Truth>& row) const {
    const bool at_end = j == n_.size();
    Truth best = at_end ? Truth::no : can_be_empty(n_[j], row[j + 1]);
    if (pattern == Signs::any_run) return either(best, either(below[j], at_end ? Truth::no : row[j + 1]));
    if (is_hole(pattern)) {
      best = either(best, both(Truth::unknown, either(below[j], at_end ? Truth::no : row[j + 1])));
      if (!at_end && (n_[j] == pattern || n_[j] == Signs::fitting)) best = either(best, below[j + 1]);
      return best;
    }
    if (at_end) return best;
    const std::uint32_t name = n_[j];
    if (name == Signs::fitting) return pattern == ':' ? best : either(best, row_after(below, j));
    if (is_hole(name)) return either(best, both(Truth::unknown, row_after(below, j)));
    return pattern == name || pattern == Signs::any_one ? either(best, below[j + 1]) : best;
  }

  /// The name's run goes on (below[j]) or ends (below[j + 1]).
  static Truth row_after(const std::vector<Truth>& below, std::size_t j) { return either(below[j], below[j + 1]); }

  const std::vector<std::uint32_t>& p_;
  const std::vector<std::uint32_t>& n_;
};

}  // namespace

void Signs::add_text(std::string_view literal) {
  for (char c : literal) signs.push_back(static_cast<unsigned char>(c));
}

std::uint32_t HoleTable::sign_of(const Reference& reference) {
  std::size_t index = 0;
  while (index < holes_.size() && (reference.target.empty() || !(holes_[index] == reference))) ++index;
  if (index == holes_.size()) holes_.push_back(reference);
  return Signs::hole + static_cast<std::uint32_t>(index);
}

void HoleTable::add(Signs& signs, const FlatText& text, std::string_view part, bool is_pattern) {
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (const Reference* hole = text.hole_at(part, i)) {
      signs.add(sign_of(*hole));
      ++i;
    } else if (is_pattern && part[i] == '*') {
      signs.add(Signs::any_run);
    } else if (is_pattern && part[i] == '?') {
      signs.add(Signs::any_one);
    } else {
      signs.add(static_cast<unsigned char>(part[i]));
    }
  }
}

Truth matches(const Signs& pattern, const Signs& name) {
  if (pattern.signs.size() > longest || name.signs.size() > longest) return Truth::unknown;
  return Matcher(pattern, name).run();
}

}  // namespace cumulint
