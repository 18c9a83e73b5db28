// Makes a syntax tree of parser events, so that foreign YAML parsers can be compared with our reader.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/arena.h"
#include "syntax/node.h"

namespace cumulint::test {

/// What a foreign parser made of a text.
struct OracleTree {
  bool accepted = false;
  std::string error;
  Tree tree;
};

/// What comes with the start of a node: its span begins at its tag or anchor.
struct NodeEvent {
  Span span;
  std::string tag, anchor;
  ScalarStyle style = ScalarStyle::plain;
  bool flow = false;
};

/// Slow and plain on purpose: it shares no code with what it checks. Merge keys are resolved as PyYAML does, except that
/// merged pairs stand where `<<` stood.
class TreeBuilder {
 public:
  explicit TreeBuilder(Arena& arena) : arena_(arena) {}

  void start_document() { anchors_.clear(); }
  void scalar(const NodeEvent& event, const std::string& text);
  void alias(Span span, const std::string& anchor);
  void start(NodeKind kind, const NodeEvent& event);
  void end(std::uint32_t offset);

  /// Empty, or what the events mean that no tree can.
  const std::string& error() const { return error_; }
  Tree tree(std::string_view source);

 private:
  struct Open {
    Node* node = nullptr;
    std::uint32_t begin = 0;
    std::string anchor;
    std::vector<Entry> entries;
    bool has_key = false;
    Entry pair;
  };

  Node* make(NodeKind kind, const NodeEvent& event);
  void add(const Node* node, Span written, bool aliased);
  std::vector<Entry> merged(const std::vector<Entry>& entries) const;

  Arena& arena_;
  std::string error_;
  std::vector<Open> open_;
  std::vector<const Node*> documents_;
  std::map<std::string, Node*> anchors_;
};

/// The first difference between our tree and an oracle's as words; empty if there is none. `with_ends`: the oracle knows
/// quote styles and where nodes end.
std::string tree_difference(const Tree& ours, const Tree& oracle, bool with_ends);

}  // namespace cumulint::test
