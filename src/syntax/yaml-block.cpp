// Block collections of the YAML reader: what indentation says.
#include <algorithm>

#include "syntax/yaml-reader.h"

namespace cumulint::yaml {
namespace {

constexpr std::ptrdiff_t longest_key = 1024;

}  // namespace

/// Reads the node at the next token, which lies right of `indent`, or an empty one. `keys_allowed`: a block collection
/// may start in this line. `dash_at_indent`: a sequence may stand at the column of the mapping that it is a value of.
Use Reader::block_node(int indent, const char* empty_at, bool keys_allowed, bool dash_at_indent) {
  Properties properties;
  for (;;) {
    if (is_fresh()) {
      keys_allowed = true;
      const bool at_end = at_document_end();
      const bool starts_indentless = dash_at_indent && column() == indent && at_indicator('-');
      if (!strict_ && indent >= column() && !starts_indentless && skip_stray_line(indent + 1)) {
        next_token();
        continue;
      }
      const bool is_block_scalar = column() == indent && indent >= 0 && (*p_ == '|' || *p_ == '>');  // libyaml lets it pass
      if (at_end || (column() <= indent && !is_block_scalar)) {
        return starts_indentless && !at_end ? block_sequence(indent - 1, indent, properties, true) : empty(empty_at, properties);
      }
    } else if (*p_ == '\0') {
      return empty(empty_at, properties);
    }
    const int here = column();
    const bool dash = at_indicator('-');
    if (dash || at_indicator('?') || at_indicator(':')) {
      if (!keys_allowed) error(p_, p_ + 1, "a list or mapping can't start behind other text", "start it on the next line");
      return dash ? block_sequence(indent, here, properties, false) : block_mapping(indent, here, nullptr, properties);
    }
    if (*p_ == '|' || *p_ == '>') return read_block_scalar(indent, properties);
    Head head;
    flow_tab_limit_ = indent;
    read_head(head);
    if (failed_) return broken(head.begin);
    if (head.is_key && keys_allowed) return block_mapping(indent, here, &head, properties);
    if (head.is_key) return repair_second_colon(head, properties);
    if (keys_allowed && !strict_ && (head.kind == Head::plain || head.kind == Head::quoted) && is_half_typed_key(here)) {
      return block_mapping(indent, here, &head, properties);
    }
    if (keys_allowed && !strict_ && is_stray_value(head, indent, here)) {
      error(head.begin, head.begin + 1, "the indentation of this line fits no line above", "align it with the lines that it belongs to");
      next_token();
      continue;
    }
    join_properties(properties, head.properties);
    if (head.kind != Head::nothing) return block_value(head, indent, properties);
    empty_at = p_;
    keys_allowed = false;
    next_token();
  }
}

/// The value that is no key: all of its lines.
Use Reader::block_value(Head& head, int indent, const Properties& properties) {
  if (head.kind == Head::plain) return finish_plain(head, indent, properties);
  if (head.kind == Head::quoted) return scalar(head.style, head.content, head.end, head.text, properties);
  if (!head.use.aliased) return use_of(head.use.value, properties);
  if (properties.begin != nullptr) error(head.begin, head.end, "a tag or anchor before an alias", "remove it");
  return head.use;
}

/// Reads what stands first in a line up to the colon behind it, if there is one.
void Reader::read_head(Head& head) {
  const char* const line = line_;
  head.begin = p_;
  if (at_property()) read_properties(head.properties);
  head.content = head.end = p_;
  const bool block_starts = at_indicator('-') || at_indicator('?') || *p_ == '|' || *p_ == '>';
  if (is_break_or_end(*p_) || *p_ == '#' || (head.properties.begin != nullptr && block_starts)) return;
  switch (*p_) {
    case ':':
      if (!at_indicator(':')) read_plain_head(head, false);
      break;
    case '*':
      head.kind = Head::node;
      head.use = read_alias();
      head.end = p_;
      break;
    case '[':
    case '{':
      head.kind = Head::node;
      head.use = read_flow();
      head.end = p_;
      head.multi_line = line_ != line;
      break;
    case '"':
    case '\'': read_quoted(head); break;
    default: read_plain_head(head, false);
  }
  if (failed_ || head.multi_line) return;
  const char* const colon = skip_blanks(p_);
  if (*colon != ':' || !is_space_or_end(colon[1]) || colon - head.begin > longest_key) return;
  head.is_key = true;
  p_ = colon + 1;
}

/// Is there another entry of the collection at `column`, whose parent is at `indent`? Tolerantly a line between or right
/// of them is one too; `entry_column` says where it stands.
bool Reader::another_entry(int indent, int column, int& entry_column, bool sequence) {
  for (;;) {
    next_token();
    if (failed_) return false;
    if (!is_fresh() && *p_ != '\0') {
      error(p_, p_ + 1, "this does not belong to the value before it", "start a new line, or put the whole value in quotes");
      if (failed_) return false;
      skip_line();
      continue;
    }
    if (at_document_end()) return false;
    const int here = this->column();
    if (here == column) {
      entry_column = here;
      return true;
    }
    if (here <= indent) {
      if (strict_ || !skip_stray_line(column)) return false;
      continue;
    }
    if (here < column && at_indicator('-') != sequence && indent >= 0) return false;  // the parent can tell more
    if (here != entry_column) {
      error(p_, p_ + 1, "the indentation of this line fits no line above", "align it with the lines that it belongs to");
    }
    if (failed_) return false;
    entry_column = here;
    return true;
  }
}

Use Reader::block_mapping(int indent, int column, const Head* first, const Properties& properties) {
  const char* const begin = first != nullptr ? first->begin : p_;
  const std::size_t first_entry = entries_.size();
  if (!enter()) return block_too_deep(indent);
  int here = column;
  blocks_.push_back({column, false, first_entry});
  do {
    Head head;
    if (first != nullptr) {
      head = *first;
      first = nullptr;
    } else if (at_indicator('-')) {
      skip_misplaced_item(here);
      continue;
    } else if (!at_indicator('?') && !at_indicator(':')) {
      read_head(head);
    }
    read_pair(head, here);
  } while (another_entry(indent, column, here, false));
  blocks_.pop_back();
  leave();
  const char* end = begin;
  if (entries_.size() > first_entry) {
    end = begin_ + std::max(entries_.back().written.end, entries_.back().key_span.end);
  }
  return collection(NodeKind::mapping, false, span(begin, end), first_entry, properties);
}

/// Behind `-`, `?` or `:` as an indicator: blocks may start in the same line, so tabs would be indentation.
void Reader::skip_indicator() {
  ++p_;
  while (*p_ == ' ') ++p_;
  if (*p_ == '\t') tab_indentation();
}

void Reader::read_pair(Head& head, int column) {
  if (failed_) return;
  Entry entry;
  Use use;
  entry.key = {p_, 0};
  entry.key_span = span(p_, p_);
  if (head.is_key) {
    set_key(entry, head);
    const char* const after_colon = p_;
    next_token();
    use = block_node(column, after_colon, false, true);
  } else if (head.begin == nullptr) {
    use = read_explicit_pair(entry, column);
  } else if (!repair_pair(entry, head, column)) {
    return;
  }
  if (use.value != nullptr) {
    entry.value = use.value;
    entry.written = use.written;
    entry.aliased = use.aliased;
  }
  entries_.push_back(entry);
}

/// Reads `? key` and `: value` at the column of their mapping; either may be missing.
Use Reader::read_explicit_pair(Entry& entry, int column) {
  const char* empty_at = p_;
  if (*p_ == '?') {
    const char* const after_sign = p_ + 1;
    skip_indicator();
    next_token();
    const Use key = block_node(column, after_sign, true, true);
    set_key(entry, key);
    empty_at = begin_ + key.written.end;
    next_token();
    if (!is_fresh() || !at_indicator(':') || this->column() != column || failed_) return empty(empty_at, {});
  } else {
    error(p_, p_ + 1, "a colon without a key", "write the key before it");
    if (failed_) return empty(p_, {});
  }
  empty_at = p_ + 1;
  skip_indicator();
  next_token();
  return block_node(column, empty_at, true, true);
}

/// `ends_at_keys`: it stands at the column of the mapping that it is a value of.
Use Reader::block_sequence(int indent, int column, const Properties& properties, bool ends_at_keys) {
  const char* const begin = p_;
  const std::size_t first_entry = entries_.size();
  if (!enter()) return block_too_deep(indent);
  int here = column;
  blocks_.push_back({column, true, first_entry});
  do {
    if (failed_) break;
    Use use;
    if (at_indicator('-')) {
      const char* const after_dash = p_ + 1;
      skip_indicator();
      next_token();
      use = block_node(here, after_dash, true, false);
    } else if (ends_at_keys && here == column) {
      break;
    } else if (!strict_ && is_lone_item(first_entry)) {
      return repair_lone_item(first_entry, indent, column, properties);
    } else {
      error(p_, p_ + 1, "a list item without its dash", "start the item with \"- \"");
      use = repair_item(here);
    }
    Entry item;
    item.value = use.value;
    item.written = use.written;
    item.aliased = use.aliased;
    entries_.push_back(item);
  } while (another_entry(indent, column, here, true));
  blocks_.pop_back();
  leave();
  const char* const end = entries_.size() == first_entry ? begin : begin_ + entries_.back().written.end;
  return collection(NodeKind::sequence, false, span(begin, end), first_entry, properties);
}

/// What an entry keeps of its key. Plain text needs no node.
void Reader::set_key(Entry& entry, const Use& key) {
  entry.key_span = key.written;
  if (key.value->kind == NodeKind::scalar) {
    entry.key = key.value->text;
    if (!key.aliased) entry.key_span = key.value->span;
  }
  const bool is_text = key.value->kind == NodeKind::scalar && !key.aliased && key.written == key.value->span;
  entry.key_node = is_text ? nullptr : key.value;
}

void Reader::set_key(Entry& entry, const Head& head) {
  if (head.kind == Head::node && head.use.aliased) {
    if (head.properties.begin != nullptr) error(head.begin, head.end, "a tag or anchor before an alias", "remove it");
    set_key(entry, head.use);
  } else if (head.kind == Head::node) {
    set_key(entry, use_of(head.use.value, head.properties));
  } else if (head.properties.begin != nullptr) {
    set_key(entry, scalar(head.style, head.content, head.end, head.text, head.properties));
  } else {
    entry.key = head.text;
    entry.key_span = span(head.content, head.end);
  }
}

}  // namespace cumulint::yaml
