// Tags, anchors, aliases and merge keys of the YAML reader.
#include <algorithm>
#include <unordered_set>

#include "base/strings.h"
#include "syntax/yaml-reader.h"

namespace cumulint::yaml {

namespace {

/// What may follow the name of an anchor or alias directly, in libyaml.
constexpr std::string_view name_ends = "?:,]}%@`";

}  // namespace

/// Reads what stands before a node in its line, and the blanks behind it.
void Reader::read_properties(Properties& properties) {
  if (properties.begin == nullptr) properties.begin = p_;
  while (at_property() && !failed_) {
    const char* const start = p_;
    if (*p_ == '!') {
      read_tag(properties);
    } else {
      read_anchor(properties);
    }
    const bool is_tag = *start == '!';
    if (!is_space_or_end(*p_) && (is_tag ? *p_ != ',' : name_ends.find(*p_) == std::string_view::npos)) {
      error(start, p_ + 1, "a tag or anchor has no space behind it", "put a space between it and the value");
    }
    p_ = skip_blanks(p_);
  }
}

void Reader::read_tag(Properties& properties) {
  const char* const start = p_;
  scan_tag();
  if (!properties.tag.empty()) error(start, p_, "a second tag on one value", "nest the long form of one of them");
  properties.tag = {start, static_cast<std::size_t>(p_ - start)};
}

/// `!`, `!name`, `!!name`, `!handle!name` or `!<name>`. What of a name is not letters is not looked at closely.
void Reader::scan_tag() {
  const char* const start = p_++;
  const bool verbatim = *p_ == '<';
  if (verbatim) ++p_;
  const char* name_start = p_;
  while (is(*p_, uri) || (verbatim && (*p_ == ',' || *p_ == '[' || *p_ == ']'))) {
    if (*p_ == '%' && (!is(p_[1], hex_digit) || !is(p_[2], hex_digit))) break;
    ++p_;
  }
  if (!verbatim) {
    const char* handle_end = start + 1;
    while (is(*handle_end, name)) ++handle_end;
    const std::string_view handle(start, static_cast<std::size_t>(handle_end + 1 - start));
    const bool is_known = handle == "!!" || std::find(tag_handles_.begin(), tag_handles_.end(), handle) != tag_handles_.end();
    if (*handle_end == '!') name_start = handle_end + 1;
    if (*handle_end == '!' && !is_known) error(start, p_, "a tag with an unknown handle", "write !Name with one exclamation mark");
    if (*handle_end != '!') return;
  }
  if (p_ == name_start || (verbatim && *p_ != '>')) error(start, p_, "a tag without its name", "write the name behind the exclamation mark");
  if (verbatim && *p_ == '>') ++p_;
}

void Reader::read_anchor(Properties& properties) {
  const char* const start = p_++;
  while (is(*p_, name)) ++p_;
  const std::string_view anchor(start + 1, static_cast<std::size_t>(p_ - start - 1));
  if (anchor.empty()) error(start, p_, "an anchor without a name", "name it with letters and digits");
  if (properties.anchor >= 0) error(start, p_, "a second anchor on one value", "keep one of them");
  properties.anchor = static_cast<int>(anchors_.size());
  anchors_.push_back({anchor, nullptr, depth_, deepest_, nodes_});
  deepest_ = depth_;
  anchor_names_[anchor] = properties.anchor;
}

/// Properties of one node that stand in two lines.
void Reader::join_properties(Properties& outer, const Properties& inner) {
  if (inner.begin == nullptr) return;
  if (outer.begin == nullptr) {
    outer = inner;
    return;
  }
  if ((!outer.tag.empty() && !inner.tag.empty()) || (outer.anchor >= 0 && inner.anchor >= 0)) {
    error(inner.begin, inner.begin + 1, "a second tag or anchor on one value", "keep one of them");
  }
  if (!inner.tag.empty()) outer.tag = inner.tag;
  if (inner.anchor >= 0) outer.anchor = inner.anchor;
}

Use Reader::read_alias() {
  const char* const start = p_++;
  while (is(*p_, name)) ++p_;
  const std::string_view anchor_name(start + 1, static_cast<std::size_t>(p_ - start - 1));
  const auto found = anchor_names_.find(anchor_name);
  Use use = {nullptr, span(start, p_), true};
  Anchor* anchor = nullptr;
  if (found != anchor_names_.end() && static_cast<std::size_t>(found->second) < anchors_.size()) {
    anchor = &anchors_[static_cast<std::size_t>(found->second)];
    if (anchor->name != anchor_name) anchor = nullptr;  // it was in a collection that is read again
  }
  if (!is_space_or_end(*p_) && name_ends.find(*p_) == std::string_view::npos) {
    error(start, p_, "an alias has no space behind it", "put a space between it and what follows");
  }
  if (anchor == nullptr) {
    error(start, p_, "no anchor of this name stands before the alias", "define it with &name, or fix the name");
  } else if (anchor->node == nullptr) {
    error(start, p_, "the alias stands inside the value that it repeats", "repeat another value");
  } else if (depth_ + anchor->height > limits_.depth) {
    error(start, p_, "aliases nest too deeply", "write the value out");
  } else if (nodes_ + anchor->nodes > limits_.nodes || ++aliases_ > limits_.aliases) {
    error(start, p_, "the aliases repeat too many values", "use fewer aliases");
  } else {
    nodes_ += anchor->nodes;
    deepest_ = std::max(deepest_, depth_ + anchor->height);
    ++anchor->node->users;
    use.value = anchor->node;
    return use;
  }
  use.value = broken(start).value;
  use.aliased = false;
  return use;
}

namespace {

bool is_merge_key(const Entry& entry) {
  return entry.key == "<<" && entry.key_node == nullptr && entry.key_span.size() == 2 && !entry.merged;
}

/// What `<<` may bring in: one mapping or a list of them.
bool can_merge(const Node& value) {
  if (value.kind == NodeKind::mapping) return true;
  return value.kind == NodeKind::sequence && std::all_of(value.children.begin(), value.children.end(), [](const Entry& item) {
           return item.value->kind == NodeKind::mapping;
         });
}

}  // namespace

/// Replaces each `<<` of the mapping on top of the stack by the pairs that it brings in: none that is written here, and
/// of several sources the first wins.
void Reader::merge(std::size_t first_entry) {
  const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(first_entry);
  if (std::none_of(begin, entries_.end(), is_merge_key)) return;
  const std::vector<Entry> written(begin, entries_.end());
  entries_.resize(first_entry);
  std::unordered_set<std::string_view> known;
  for (const Entry& entry : written) known.insert(entry.key);
  const auto bring_in = [&](const Node& source, const Entry& by, bool aliased) {
    for (Entry entry : source.children) {
      if (!known.insert(entry.key).second) continue;
      entry.written = by.written;
      entry.merged = true;
      entry.aliased = aliased || entry.aliased;
      ++const_cast<Node*>(entry.value)->users;  // made by this reader, and not yet published
      count_nodes(1);
      entries_.push_back(entry);
    }
  };
  for (const Entry& entry : written) {
    if (!is_merge_key(entry) || !can_merge(*entry.value)) {
      entries_.push_back(entry);
    } else if (entry.value->kind == NodeKind::mapping) {
      bring_in(*entry.value, entry, entry.aliased);
    } else {
      for (const Entry& item : entry.value->children) bring_in(*item.value, item, entry.aliased || item.aliased);
    }
  }
}

}  // namespace cumulint::yaml
