// Makes a syntax tree of parser events, and compares trees.

#include "support/tree-builder.h"

#include <algorithm>

namespace cumulint::test {

Node* TreeBuilder::make(NodeKind kind, const NodeEvent& event) {
  Node* node = arena_.make<Node>();
  node->kind = kind;
  node->style = event.style;
  node->flow = event.flow;
  node->span = event.span;
  node->tag = arena_.copy(event.tag);
  return node;
}

void TreeBuilder::scalar(const NodeEvent& event, const std::string& text) {
  Node* node = make(NodeKind::scalar, event);
  node->text = arena_.copy(text);
  if (!event.anchor.empty()) anchors_[event.anchor] = node;
  add(node, event.span, false);
}

void TreeBuilder::alias(Span span, const std::string& anchor) {
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end() || found->second == nullptr) {
    error_ = found == anchors_.end() ? "undefined alias" : "alias in itself";
    static const Node nothing;
    return add(&nothing, span, true);
  }
  ++found->second->users;
  add(found->second, span, true);
}

void TreeBuilder::start(NodeKind kind, const NodeEvent& event) {
  Open open;
  open.node = make(kind, event);
  open.begin = event.span.begin;
  open.anchor = event.anchor;
  if (!event.anchor.empty()) anchors_[event.anchor] = nullptr;
  open_.push_back(open);
}

void TreeBuilder::end(std::uint32_t offset) {
  const Open done = open_.back();
  open_.pop_back();
  done.node->span = {done.begin, offset};
  done.node->children = arena_.copy(done.node->kind == NodeKind::mapping ? merged(done.entries) : done.entries);
  if (!done.anchor.empty()) anchors_[done.anchor] = done.node;
  add(done.node, done.node->span, false);
}

void TreeBuilder::add(const Node* node, Span written, bool aliased) {
  if (open_.empty()) {
    documents_.push_back(node);
    return;
  }
  Open& open = open_.back();
  Entry& pair = open.pair;
  if (open.node->kind == NodeKind::mapping && !open.has_key) {
    pair = {};
    pair.key_node = node;
    pair.key_span = written;
    if (node->kind == NodeKind::scalar) pair.key = node->text;
    open.has_key = true;
    return;
  }
  pair.value = node;
  pair.written = written;
  pair.aliased = aliased;
  open.entries.push_back(pair);
  open.has_key = false;
  pair = {};
}

std::vector<Entry> TreeBuilder::merged(const std::vector<Entry>& entries) const {
  std::vector<Entry> out;
  std::vector<std::string_view> known;
  for (const Entry& entry : entries) known.push_back(entry.key);
  const auto bring_in = [&](const Node& source, const Entry& by, bool aliased) {
    for (Entry entry : source.children) {
      if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
      known.push_back(entry.key);
      entry.written = by.written;
      entry.aliased = entry.aliased || aliased;
      entry.merged = true;
      out.push_back(entry);
    }
  };
  const auto is_mapping = [](const Entry& entry) { return entry.value->kind == NodeKind::mapping; };
  for (const Entry& entry : entries) {
    const Node& key = *entry.key_node;
    const bool merges = entry.key == "<<" && key.style == ScalarStyle::plain && key.tag.empty() && !entry.merged &&
                        entry.key_span == key.span && key.users == 1;
    const bool list = entry.value->kind == NodeKind::sequence &&
                      std::all_of(entry.value->children.begin(), entry.value->children.end(), is_mapping);
    if (!merges || !(is_mapping(entry) || list)) {
      out.push_back(entry);
    } else if (is_mapping(entry)) {
      bring_in(*entry.value, entry, entry.aliased);
    } else {
      for (const Entry& item : entry.value->children) bring_in(*item.value, item, entry.aliased || item.aliased);
    }
  }
  return out;
}

Tree TreeBuilder::tree(std::string_view source) {
  Tree tree;
  tree.source = source;
  if (documents_.empty()) documents_.push_back(arena_.make<Node>());
  tree.documents = arena_.copy(documents_);
  tree.root = tree.documents.front();
  return tree;
}

namespace {

/// `!!str` as libyaml resolves it.
std::string resolved_tag(std::string_view tag) {
  if (tag.substr(0, 2) == "!!" && tag.size() > 2) return "tag:yaml.org,2002:" + std::string(tag.substr(2));
  if (tag.substr(0, 2) == "!<" && tag.back() == '>') return std::string(tag.substr(2, tag.size() - 3));
  return std::string(tag);
}

class Comparison {
 public:
  Comparison(const Tree& ours, bool with_ends) : source_(ours.source), with_ends_(with_ends) {}

  std::string compare(const Node& a, const Node& b, Span written, Span oracle_written) {
    if (a.kind != b.kind) return at(a, "another kind");
    const bool both_null = !with_ends_ && is_null(a) && is_null(b);  // yaml-cpp does not say how null is written
    if (a.kind == NodeKind::scalar && a.text != b.text && !both_null) {
      return at(a, "text \"" + std::string(a.text) + "\" instead of \"" + std::string(b.text) + "\"");
    }
    if (resolved_tag(a.tag) != resolved_tag(b.tag)) return at(a, "tag " + std::string(a.tag) + " instead of " + std::string(b.tag));
    if (const std::string wrong = compare_places(a, b, written, oracle_written); !wrong.empty()) return at(a, wrong);
    if (a.children.size() != b.children.size()) {
      return at(a, std::to_string(a.children.size()) + " children instead of " + std::to_string(b.children.size()));
    }
    for (std::size_t i = 0; i < a.children.size(); ++i) {
      const std::string wrong = compare_entries(a.children[i], b.children[i]);
      if (!wrong.empty()) return wrong;
    }
    return {};
  }

 private:
  static std::string at(const Node& node, const std::string& what) {
    return "byte " + std::to_string(node.span.begin) + ": " + what;
  }

  std::string compare_places(const Node& a, const Node& b, Span written, Span oracle_written) const {
    const bool is_empty = a.kind == NodeKind::scalar && a.span.empty();
    if (!is_empty && written.begin != oracle_written.begin) {
      return "starts at " + std::to_string(written.begin) + " instead of " + std::to_string(oracle_written.begin);
    }
    if (!with_ends_ || is_empty) return {};
    if (a.kind == NodeKind::scalar && a.style != b.style) return "another style";
    if (a.flow != b.flow) return "another collection style";
    const bool is_lone_pair = a.kind == NodeKind::mapping && a.flow && a.children.size() == 1 &&
                              (source_[a.span.begin] != '{' || a.children[0].key_span.begin == a.span.begin);
    const bool is_exact = (a.flow && !is_lone_pair) || (a.kind == NodeKind::scalar && a.style < ScalarStyle::literal);
    // libyaml ends a block where the next token starts.
    const bool ends_well = is_exact ? a.span.end == b.span.end : a.span.end <= b.span.end && only_space(a.span.end, b.span.end);
    return ends_well ? "" : "ends at " + std::to_string(a.span.end) + " instead of " + std::to_string(b.span.end);
  }

  bool only_space(std::uint32_t begin, std::uint32_t end) const {
    bool comment = false;
    for (char c : source_.substr(begin, end - begin)) {
      if (c == '#') comment = true;
      if (c == '\n' || c == '\r') comment = false;
      if (!comment && c != ' ' && c != '\t' && c != '\n' && c != '\r') return false;
    }
    return true;
  }

  std::string compare_entries(const Entry& a, const Entry& b) {
    const std::string place = "byte " + std::to_string(a.written.begin) + ": ";
    if (a.key != b.key) return place + "key \"" + std::string(a.key) + "\" instead of \"" + std::string(b.key) + "\"";
    if (a.merged != b.merged || a.aliased != b.aliased) return place + "merged or aliased";
    if (a.merged || a.aliased) {
      if (a.written.begin != b.written.begin) return place + "another place of an alias";
      return {};  // the target is compared where it is written
    }
    if (a.key_node != nullptr) {
      const std::string wrong = compare_keys(a, b);
      if (!wrong.empty()) return wrong;
    } else if (b.key_node != nullptr && !a.key_span.empty() && a.key_span.begin != b.key_span.begin) {
      return place + "another place of a key";
    }
    return compare(*a.value, *b.value, a.written, b.written);
  }

  std::string compare_keys(const Entry& a, const Entry& b) {
    if (a.key_node->users > 1 || b.key_node->users > 1) return {};
    Span written = a.key_span;
    if (a.key_node->kind == NodeKind::scalar) written.begin = b.key_span.begin;  // ours has no properties in it
    return compare(*a.key_node, *b.key_node, written, b.key_span);
  }

  std::string_view source_;
  bool with_ends_;
};

}  // namespace

std::string tree_difference(const Tree& ours, const Tree& oracle, bool with_ends) {
  if (ours.documents.size() != oracle.documents.size()) {
    return std::to_string(ours.documents.size()) + " documents instead of " + std::to_string(oracle.documents.size());
  }
  for (std::size_t i = 0; i < ours.documents.size(); ++i) {
    const Node &a = *ours.documents[i], &b = *oracle.documents[i];
    const Span written = {b.span.begin, a.span.end};  // a document's root has no entry that keeps its properties
    const std::string wrong = Comparison(ours, with_ends).compare(a, b, written, b.span);
    if (!wrong.empty()) return wrong;
  }
  return {};
}

}  // namespace cumulint::test
