// What holds for every tree that a reader makes.

#include "support/tree-checks.h"

#include "syntax/read.h"
#include "syntax/scalar-text.h"

namespace cumulint::test {
namespace {

class Checker {
 public:
  explicit Checker(const Tree& tree) : tree_(tree), size_(static_cast<std::uint32_t>(tree.source.size())) {}

  std::string check() {
    if (tree_.root == nullptr || tree_.documents.empty() || tree_.documents[0] != tree_.root) return "no root";
    for (const Node* document : tree_.documents) check_node(*document, {0, size_}, 0);
    for (std::size_t i = 0; i < tree_.errors.size(); ++i) {
      const SyntaxError& error = tree_.errors[i];
      check_span(error.where, {0, size_}, "an error");
      if (error.message.empty()) fail("an error without words", error.where);
      if (i > 0 && tree_.errors[i - 1].where.begin > error.where.begin) fail("errors are not in order", error.where);
    }
    for (const Comment& comment : tree_.comments) check_span(comment.span, {0, size_}, "a comment");
    if (tree_.complete != tree_.errors.empty()) fail("complete, but with errors", {});
    return wrong_;
  }

 private:
  void fail(const std::string& what, Span where) {
    if (wrong_.empty()) wrong_ = what + " at " + std::to_string(where.begin) + "-" + std::to_string(where.end);
  }

  void check_span(Span span, Span around, const std::string& what) {
    if (span.begin > span.end || !around.contains(span)) fail(what + " outside of what it belongs to", span);
  }

  void check_node(const Node& node, Span around, int depth) {
    if (depth > 201) return fail("too deep", node.span);
    if (++nodes_ > 3'000'000) return;
    check_span(node.span, around, "a value");
    if (node.kind == NodeKind::scalar) return check_text(node);
    std::uint32_t behind = node.span.begin;
    for (const Entry& entry : node.children) {
      if (entry.value == nullptr) return fail("an entry without a value", node.span);
      check_span(entry.written, entry.merged ? node.span : Span{behind, node.span.end}, "an entry");
      if (!entry.merged) {
        check_span(entry.key_span, node.kind == NodeKind::mapping ? Span{behind, entry.written.begin} : Span{0, size_}, "a key");
        behind = entry.written.end;
      }
      if (entry.key_node != nullptr) check_node(*entry.key_node, {0, size_}, depth + 1);
      check_node(*entry.value, entry.merged || entry.aliased ? Span{0, size_} : entry.written, depth + 1);
    }
  }

  void check_text(const Node& node) {
    const char* const begin = tree_.source.data() + node.span.begin;
    // Tabs as indentation of a block text are an error, and how much they count is a guess.
    const bool has_tabs = tree_.source.substr(node.span.begin, node.span.size()).find('\t') != std::string_view::npos;
    if (!tree_.complete && has_tabs) return;
    if (tree_.source.find('\0') != std::string_view::npos) return;  // it was read as if it were a blank
    yaml::Decoded again;
    if (!node.span.empty()) yaml::decode_again(begin, tree_.source.data() + node.span.end, node, again);
    if (again.text != node.text) fail("a text that its source does not give again", node.span);
    const std::uint32_t size = static_cast<std::uint32_t>(node.text.size());
    for (std::uint32_t i = 0; i < size && i < 60; ++i) {
      if (node.text[i] == '\n') continue;  // the span of a block text ends before its last line break
      check_span(in_file(tree_.source, node, {i, i + 1}), node.span, "the place of a character");
    }
  }

  const Tree& tree_;
  const std::uint32_t size_;
  std::uint64_t nodes_ = 0;
  std::string wrong_;
};

}  // namespace

std::string broken_promise(const Tree& tree) { return Checker(tree).check(); }

}  // namespace cumulint::test
