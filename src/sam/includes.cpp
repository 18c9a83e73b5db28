// Includes are done in the syntax tree, as CloudFormation does them before other transforms; the included nodes keep the
// places of their own file.
#include "sam/includes.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/strings.h"
#include "sam/local-file.h"
#include "sam/rebuild.h"

namespace cumulint::sam {
namespace {

constexpr std::string_view transform = "Fn::Transform";

/// The local path of an AWS::Include; empty for other macros and what lies in S3.
std::string_view included_path(const Node& call) {
  if (call.kind != NodeKind::mapping) return {};
  const Entry* name = find_entry(call, "Name");
  const Entry* parameters = find_entry(call, "Parameters");
  if (name == nullptr || name->value->text != "AWS::Include" || parameters == nullptr) return {};
  const Entry* location = parameters->value->kind == NodeKind::mapping ? find_entry(*parameters->value, "Location") : nullptr;
  if (location == nullptr || location->value->kind != NodeKind::scalar || !location->value->tag.empty()) return {};
  return contains(location->value->text, "://") ? std::string_view{} : location->value->text;
}

class Includer {
 public:
  Includer(FileId file, const ExpandOptions& options, Arena& arena, Grafts& grafts)
      : file_(file), options_(options), arena_(arena), grafts_(grafts) {}

  const Node* included(const Node& node) {
    const Entry* call = node.kind == NodeKind::mapping ? find_entry(node, transform) : nullptr;
    const Node* content = call == nullptr ? nullptr : content_of(*call->value);
    if (content != nullptr && node.children.size() == 1) return stand_in(*content, call->key_span);
    std::vector<Entry> children;
    bool changed = false;
    for (const Entry& entry : node.children) {
      if (&entry == call && content != nullptr && content->kind == NodeKind::mapping) {
        add_pairs(*content, entry.key_span, children);
        changed = true;
        continue;
      }
      Entry& kept = children.emplace_back(entry);
      if (!starts_with(entry.key, "Fn::ForEach::")) kept.value = included(*entry.value);
      changed = changed || kept.value != entry.value;
    }
    if (!changed) return &node;
    Node* copy = arena_.make<Node>(node);
    copy->children = arena_.copy(children);
    return copy;
  }

  const Node* content_of(const Node& call) {
    const std::string_view path = included_path(call);
    if (path.empty()) return nullptr;
    const auto [at, added] = read_.try_emplace(std::string(path));
    if (added) at->second = read_local_file(options_, path, arena_).tree;
    return at->second.root != nullptr && at->second.errors.empty() ? at->second.root : nullptr;
  }

  /// A copy each: one file may be included in several places.
  void add_pairs(const Node& content, Span place, std::vector<Entry>& pairs) {
    for (Entry pair : content.children) {
      Node* copy = arena_.make<Node>(*pair.value);
      grafts_[copy] = {file_of(content), cause(place), false};
      pair.value = copy;
      pairs.push_back(pair);
    }
  }

 private:
  const Node* stand_in(const Node& content, Span place) {
    Node* copy = arena_.make<Node>(content);
    grafts_[copy] = {file_of(content), cause(place), true};
    return copy;
  }

  FileId file_of(const Node& content) const {
    for (const auto& [path, tree] : read_)
      if (tree.root == &content) return tree.file;
    return file_;
  }

  const Cause* cause(Span place) {
    return arena_.make<Cause>(Cause{CauseKind::include, 1, Origin{file_, place, place, nullptr}});
  }

  FileId file_;
  const ExpandOptions& options_;
  Arena& arena_;
  Grafts& grafts_;
  std::map<std::string, Tree> read_;
};

/// The sections of a file that the Transform section includes: where the template has none of its own.
bool include_sections(std::vector<Entry>& sections, Includer& includer) {
  const auto at = std::find_if(sections.begin(), sections.end(), [](const Entry& e) { return e.key == "Transform"; });
  if (at == sections.end()) return false;
  const Entry call = *at;
  const Node* content = includer.content_of(*call.value);
  if (content == nullptr || content->kind != NodeKind::mapping) return false;
  const bool is_new = std::all_of(content->children.begin(), content->children.end(), [&](const Entry& pair) {
    return std::none_of(sections.begin(), sections.end(), [&](const Entry& other) { return other.key == pair.key; });
  });
  if (!is_new) return false;
  sections.erase(at);
  includer.add_pairs(*content, call.key_span, sections);
  return true;
}

}  // namespace

const Template* include_files(const Template& written, const ExpandOptions& options, Arena& arena, Grafts& grafts) {
  const Tree* tree = written.tree;
  if (tree == nullptr || tree->root->kind != NodeKind::mapping || !contains(tree->source, "AWS::Include")) return &written;
  Includer includer(written.file, options, arena, grafts);
  std::vector<Entry> sections(tree->root->children.begin(), tree->root->children.end());
  bool changed = false;
  for (Entry& section : sections) {
    if (section.key == "Parameters" || section.key == "Transform") continue;
    const Node* made = includer.included(*section.value);
    changed = changed || made != section.value;
    section.value = made;
  }
  changed = include_sections(sections, includer) || changed;
  if (!changed) return &written;
  return rebuild(*tree, sections, arena, grafts);
}

}  // namespace cumulint::sam
