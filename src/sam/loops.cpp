// Loops are unrolled in the syntax tree, which is then read as a template anew: ids, conditions and references that a
// loop makes are there as if they had been written.
#include "sam/loops.h"

#include <algorithm>

#include "base/strings.h"
#include "sam/names.h"
#include "sam/rebuild.h"

namespace cumulint::sam {
namespace {

constexpr std::string_view loop_prefix = "Fn::ForEach::";
constexpr std::uint32_t node_limit = 500'000;  // loops in loops multiply

bool is_loop(const Entry& entry) { return starts_with(entry.key, loop_prefix) && entry.key_node == nullptr; }

/// The texts that a collection holds; nullopt if one is unknown before deployment.
class Collections {
 public:
  Collections(const Template& written, const ExpandOptions& options, Arena& arena)
      : written_(written), options_(options), arena_(arena) {}

  std::optional<std::vector<std::string_view>> read(const Node& node) {
    std::vector<Problem> ignored;
    std::vector<std::string_view> texts;
    if (!add(*build_value(written_.file, node, arena_, ignored), texts, 0)) return std::nullopt;
    return texts;
  }

 private:
  bool add(const Value& value, std::vector<std::string_view>& texts, int depth) {
    if (depth > 8) return false;
    switch (value.kind) {
      case ValueKind::text: texts.push_back(value.text); return true;
      case ValueKind::list:
        return std::all_of(value.fields.begin(), value.fields.end(),
                           [&](const Field& item) { return add(*item.value, texts, depth + 1); });
      case ValueKind::expression: return add_call(*value.expression, texts, depth);
      default: return false;
    }
  }

  bool add_call(const Expression& call, std::vector<std::string_view>& texts, int depth) {
    if (call.kind == ExpressionKind::ref) return add_parameter(call.target, texts);
    if (call.kind != ExpressionKind::find_in_map || call.args.size() < 3) return false;
    std::vector<std::string_view> keys;
    for (const Field& arg : call.args.first(3))
      if (!add(*arg.value, keys, depth + 1)) return false;
    if (keys.size() != 3) return false;
    const Mapping* mapping = written_.find_mapping(keys[0]);
    const Field* row = mapping != nullptr ? mapping->definition->find(keys[1]) : nullptr;
    const Field* cell = row != nullptr ? row->value->find(keys[2]) : nullptr;
    if (cell != nullptr) return add(*cell->value, texts, depth + 1);
    const Field* standard = call.args.size() > 3 ? call.args[3].value->find("DefaultValue") : nullptr;
    return standard != nullptr && mapping != nullptr && add(*standard->value, texts, depth + 1);
  }

  bool add_parameter(std::string_view name, std::vector<std::string_view>& texts) {
    const auto known = [&](const std::optional<std::string>& fact) {
      if (fact) texts.push_back(arena_.copy(*fact));
      return fact.has_value();
    };
    if (name == "AWS::Region") return known(options_.region);
    if (name == "AWS::AccountId") return known(options_.account);
    const Parameter* declared = written_.find_parameter(name);
    const std::optional<std::string_view> text = declared != nullptr ? value_of(*declared) : std::nullopt;
    if (!text) return false;
    const bool is_list = declared->type == "CommaDelimitedList" || starts_with(declared->type, "List<");
    if (!is_list) texts.push_back(*text);
    else if (!text->empty())
      for (const std::string_view item : split(*text, ',')) texts.push_back(trim(item));
    return true;
  }

  std::optional<std::string_view> value_of(const Parameter& parameter) {
    if (options_.given != nullptr) {
      const auto given = options_.given->parameters.find(parameter.name);
      if (given != options_.given->parameters.end()) return arena_.copy(given->second);
    }
    const Field* standard = parameter.default_value;
    if (standard == nullptr || !standard->value->is(ValueKind::text)) return std::nullopt;
    return standard->value->text;
  }

  const Template& written_;
  const ExpandOptions& options_;
  Arena& arena_;
};

/// One round of a loop: its identifier stands for a text.
class Round {
 public:
  Round(std::string_view identifier, std::string_view text, Arena& arena)
      : identifier_(identifier), text_(text), whole_(arena.join({"${", identifier, "}"})), bare_(arena.join({"&{", identifier, "}"})), arena_(arena) {
    for (const char c : text)
      if (is_alphanumeric(std::string_view(&c, 1))) letters_ += c;
  }

  /// The node with the identifier replaced; the very same if it isn't there. `count` counts what is made.
  const Node* replaced(const Node& node, std::uint32_t& count) const {
    if (node.kind == NodeKind::scalar) return replaced_scalar(node, count);
    if (is_long_reference(node)) return literal(node, count);
    std::vector<Entry> children;
    for (std::size_t i = 0; i < node.children.size() && count < node_limit; ++i) {
      const Entry made = replaced(node.children[i], count);
      const bool same = made.value == node.children[i].value && made.key == node.children[i].key;
      if (!same && children.empty()) children.assign(node.children.begin(), node.children.end());
      if (!same) children[i] = made;
    }
    if (children.empty()) return &node;
    const bool is_known = children.size() == 1 && children[0].key == "Fn::Sub" && children[0].value->kind == NodeKind::scalar &&
                          !contains(children[0].value->text, "${");
    if (is_known && node.tag.empty()) return children[0].value;
    ++count;
    Node* copy = arena_.make<Node>(is_known ? *children[0].value : node);
    copy->tag = node.tag;  // !Ref of a Sub is the Ref of what the Sub makes
    if (is_known) return copy;
    copy->children = arena_.copy(children);
    return copy;
  }

  Entry replaced(Entry entry, std::uint32_t& count) const {
    entry.key = replaced(entry.key);
    entry.value = replaced(*entry.value, count);
    return entry;
  }

 private:
  const Node* replaced_scalar(const Node& node, std::uint32_t& count) const {
    if (node.tag == "!Ref" && node.text == identifier_) return literal(node, count);
    const std::string_view text = replaced(node.text);
    if (text.data() == node.text.data()) return &node;
    ++count;
    Node* copy = arena_.make<Node>(node);
    copy->text = text;
    if (node.tag == "!Sub" && !contains(text, "${")) copy->tag = {};  // AWS makes texts of such calls as well
    return copy;
  }

  bool is_long_reference(const Node& node) const {
    return node.kind == NodeKind::mapping && node.children.size() == 1 && node.children[0].key == "Ref" &&
           node.children[0].value->kind == NodeKind::scalar && node.children[0].value->text == identifier_;
  }

  const Node* literal(const Node& place, std::uint32_t& count) const {
    ++count;
    Node* made = arena_.make<Node>();
    made->span = place.span;
    made->text = text_;
    made->style = text_.empty() ? ScalarStyle::double_quoted : ScalarStyle::plain;
    return made;
  }

  std::string_view replaced(std::string_view text) const {
    if (text.find(whole_) == text.npos && text.find(bare_) == text.npos) return text;
    std::string made;
    while (!text.empty()) {
      const bool is_whole = starts_with(text, whole_);
      if (is_whole || starts_with(text, bare_)) {
        made.append(is_whole ? text_ : std::string_view(letters_));
        text.remove_prefix(whole_.size());
      } else {
        made += text.front();
        text.remove_prefix(1);
      }
    }
    return arena_.copy(made);
  }

  std::string_view identifier_, text_, whole_, bare_;
  std::string letters_;
  Arena& arena_;
};

class Unroller {
 public:
  Unroller(const Template& written, const ExpandOptions& options, Arena& arena, const Grafts& grafts)
      : collections_(written, options, arena), arena_(arena), grafts_(grafts) {}

  const Node* unrolled(const Node& node) {
    std::vector<Entry> children;
    bool changed = false;
    for (const Entry& entry : node.children) {
      if (grafts_.contains(entry.value)) {
        children.push_back(entry);
        continue;
      }
      const bool gone = is_loop(entry) && unroll(entry, children);
      changed = changed || gone;
      if (gone) continue;
      Entry& kept = children.emplace_back(entry);
      if (!is_loop(entry)) kept.value = unrolled(*entry.value);
      changed = changed || kept.value != entry.value;
    }
    if (!changed) return &node;
    Node* copy = arena_.make<Node>(node);
    copy->children = arena_.copy(children);
    return copy;
  }

 private:
  /// Appends what the loop makes; false, and nothing appended, if that is unknown.
  bool unroll(const Entry& loop, std::vector<Entry>& made) {
    const Node& parts = *loop.value;
    if (parts.kind != NodeKind::sequence || parts.children.size() != 3) return false;
    const Node &identifier = *parts.children[0].value, &body = *parts.children[2].value;
    if (identifier.kind != NodeKind::scalar || body.kind != NodeKind::mapping) return false;
    const auto texts = collections_.read(*parts.children[1].value);
    if (!texts) return false;
    const std::size_t known = made.size();
    for (const std::string_view text : *texts) {
      const Round round(identifier.text, text, arena_);
      for (const Entry& entry : body.children) {
        Entry one = round.replaced(entry, count_);
        if (count_ >= node_limit) {
          made.resize(known);
          return false;
        }
        one.looped = static_cast<std::uint32_t>(texts->size());
        if (is_loop(one) && unroll(one, made)) continue;
        if (!is_loop(one)) one.value = unrolled(*one.value);
        made.push_back(one);
      }
    }
    return true;
  }

  Collections collections_;
  Arena& arena_;
  const Grafts& grafts_;
  std::uint32_t count_ = 0;
};

}  // namespace

const Template* unroll_loops(const Template& written, const ExpandOptions& options, Arena& arena, const Grafts& grafts) {
  const Tree* tree = written.tree;
  if (!written.has_language_extensions || tree == nullptr || tree->root->kind != NodeKind::mapping) return &written;
  Unroller unroller(written, options, arena, grafts);
  std::vector<Entry> sections(tree->root->children.begin(), tree->root->children.end());
  bool changed = false;
  for (Entry& section : sections) {
    if (section.key != "Resources" && section.key != "Outputs" && section.key != "Conditions") continue;
    const Node* made = unroller.unrolled(*section.value);
    changed = changed || made != section.value;
    section.value = made;
  }
  if (!changed) return &written;
  return rebuild(*tree, sections, arena, grafts);
}

}  // namespace cumulint::sam
