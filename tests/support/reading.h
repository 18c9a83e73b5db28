// A text and the tree that was read from it, kept together for a test.

#pragma once

#include <memory>
#include <string>

#include "base/arena.h"
#include "syntax/read.h"

namespace cumulint::test {

class Reading {
 public:
  explicit Reading(std::string text, const std::string& path = "template.yaml", const ReadLimits& limits = {});

  const Tree& operator*() const { return tree_; }
  const Tree* operator->() const { return &tree_; }
  std::string_view text() const { return source_; }
  std::string_view text(Span span) const { return source_.substr(span.begin, span.size()); }

  /// The node at a path such as "Resources/Queue/Properties/0"; null if there is none.
  const Node* at(const std::string& path) const;
  /// Its text; "(none)" if there is none.
  std::string value(const std::string& path) const;
  /// The errors as "line: message", one a line.
  std::string errors() const;

 private:
  std::unique_ptr<std::string> padded_;
  std::string_view source_;
  Arena arena_;
  Tree tree_;
};

/// All values of a tree on one line: {key: value, …}, [a, b], texts in their own quotes; broken values are "??".
std::string shape(const Node& node);

}  // namespace cumulint::test
