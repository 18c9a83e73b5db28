// Snippets: a few lines of YAML, printed in the style of the text that they are put into.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "syntax/node.h"

namespace cumulint {

/// How the text around a place is laid out.
struct Layout {
  std::size_t column = 0, step = 2;  // of the first character of a pair; of one level of nesting
  std::string_view eol = "\n";
};

/// The pairs of a map or the items of a list: YAML, one a line, nested by two spaces, functions in their short form.
class Snippet {
 public:
  explicit Snippet(const std::vector<std::string>& lines);

  /// Whole lines, each with its line break. Comments stay where the nesting is by two.
  std::string block(const Layout& layout) const;
  /// "A: 1, B: {C: 2}"
  std::string flow() const;
  /// Pairs or items, one a line but without white space around them; the long form of functions.
  std::string json(const Layout& layout) const;
  std::string json_in_line() const;

 private:
  std::vector<std::string> lines_;
  std::string text_;
  Arena arena_;
  const Node* root_;
};

}  // namespace cumulint
