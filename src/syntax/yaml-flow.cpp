// Flow collections of the YAML reader, which are all of JSON.
#include <algorithm>

#include "syntax/yaml-reader.h"

namespace cumulint::yaml {
namespace {

constexpr std::ptrdiff_t longest_key = 1024;

bool closes(char c) { return c == ']' || c == '}'; }

}  // namespace

/// A flow collection in a block. The tolerant reading tries it as it is: it may span lines of any indentation. If that
/// fails, the collections up to the place of failure are read by their layout.
Use Reader::read_flow() {
  if (strict_ || json_ || p_ < trusted_from_) return flow_collection();
  const char *const p = p_, *const line = line_, *const first_token = first_token_;
  const int shift = shift_;
  const std::size_t entries = entries_.size(), comments = comments_.size(), anchors = anchors_.size();
  const std::uint32_t depth = depth_, deepest = deepest_, aliases = aliases_;
  const std::uint64_t nodes = nodes_;
  strict_ = true;
  const Use use = flow_collection();
  strict_ = false;
  if (!failed_) return use;
  trusted_from_ = failed_at_;
  failed_ = false;
  cut_at_ = nullptr;
  p_ = p, line_ = line, first_token_ = first_token, shift_ = shift;
  entries_.resize(entries), comments_.resize(comments), anchors_.resize(anchors);
  depth_ = depth, deepest_ = deepest, aliases_ = aliases, nodes_ = nodes;
  layout_ = {};
  open_[0] = open_[1] = 0;
  return flow_collection();
}

Use Reader::flow_collection() {
  const char* const begin = p_;
  const bool is_mapping = *p_ == '{';
  const std::size_t first = entries_.size();
  if (!enter()) return flow_too_deep();
  const Layout outer = layout_;
  layout_ = {std::max(0, static_cast<int>(first_token_ - line_) + shift_), -1};
  ++open_[is_mapping];
  const char* end = ++p_;
  if (!strict_ && is_block_behind_bracket()) {
    unclosed(begin);
  } else {
    end = flow_entries(begin);
  }
  --open_[is_mapping];
  layout_ = outer;
  leave();
  return collection(is_mapping ? NodeKind::mapping : NodeKind::sequence, true, span(begin, end), first, {});
}

/// Reads what is between the brackets, and the closing one; returns where the collection ends.
const char* Reader::flow_entries(const char* begin) {
  const bool is_mapping = *begin == '{';
  const char close = is_mapping ? '}' : ']';
  const char* end = p_;
  for (flow_next();; flow_next()) {
    if (is_stray_close()) {
      skip_stray_close();
      continue;
    }
    if (*p_ == close && !is_outer_close()) return ++p_;
    if (flow_ends(begin)) return end;
    if (layout_.entries < 0 && is_fresh()) layout_.entries = column();
    const char* const start = p_;
    if (is_mapping) {
      flow_pair();
    } else {
      flow_item();
    }
    end = begin_ + std::max(entries_.back().written.end, entries_.back().key_span.end);
    flow_next();
    if (*p_ == ',') {
      end = ++p_;
    } else if (*p_ != close) {
      if (flow_ends(begin)) return end;
      missing_comma(start);
    }
  }
}

void Reader::unclosed(const char* begin) {
  error(begin, begin + 1, "a bracket that is never closed", *begin == '{' ? "close it with }" : "close it with ]");
}

/// Is the collection that starts at `begin` over without its bracket? Tolerantly the layout says so too: a line that
/// starts left of its entries belongs to what is around it.
bool Reader::flow_ends(const char* begin) {
  bool over = at_document_end();
  if (!over && strict_) {
    if (closes(*p_)) error(p_, p_ + 1, "a closing bracket that does not fit", "");
    return failed_;
  }
  const bool is_root = json_ && depth_ == 1;  // its layout says nothing before it has an entry
  if (!over && is_fresh() && !(is_root && layout_.entries < 0)) {
    const bool is_indented = layout_.entries < 0 || layout_.entries > layout_.opener;
    over = closes(*p_) ? column() < layout_.opener : is_indented && column() <= layout_.opener && !is_shifted_entry();
  }
  if (!over && closes(*p_) && open_[*p_ == '}'] > 0) over = true;
  if (!over) return false;
  if (cut_at_ != p_) unclosed(begin);
  cut_at_ = p_;
  return true;
}

/// A bracket at the column of the entries closes something whose start is missing.
bool Reader::is_stray_close() const {
  return !strict_ && closes(*p_) && is_fresh() && layout_.entries > layout_.opener && column() >= layout_.entries;
}

/// A bracket left of the line where the collection starts closes one around it.
bool Reader::is_outer_close() const {
  const bool is_indented = layout_.entries < 0 || layout_.entries > layout_.opener;
  return !strict_ && is_fresh() && is_indented && column() < layout_.opener;
}

/// Goes on as if there were a comma; always behind where the entry began.
void Reader::missing_comma(const char* entry_begin) {
  if (*p_ == '\0') return;
  if (cut_at_ != p_) error(p_, p_ + 1, "a comma is missing before this", "separate entries by commas");
  if (failed_) return;
  if (p_ == entry_begin || *p_ == ':') ++p_;
}

void Reader::skip_stray_close() {
  error(p_, p_ + 1, "a closing bracket whose opening one is missing", "remove it, or write the line where it starts");
  ++p_;
  flow_next();
  if (*p_ == ',') ++p_;
}

/// Reads `key: value`, `? key : value` or a lone key.
void Reader::flow_pair() {
  Entry entry;
  const bool is_explicit = *p_ == '?';
  if (is_explicit) {
    ++p_;
    flow_next();
  }
  const char *const begin = p_, *const line = line_;
  entry.key_span = span(p_, p_);
  entry.key = {p_, 0};
  if (*p_ != ':' && *p_ != ',' && !closes(*p_) && *p_ != '\0') {
    set_key(entry, flow_node());
  } else if (!is_explicit) {
    error(p_, p_ + 1, "a key is missing here", "write a key before the colon, or remove the comma");
  }
  const char* const key_end = p_;
  flow_next();
  if (*p_ == ':') {
    if (!is_explicit && !json_ && (line != line_ || p_ - begin > longest_key)) {
      error(p_, p_ + 1, "a key and its colon stand on different lines", "put them on one line");
    }
    ++p_;
    flow_value(entry);
  } else {
    const Use none = empty(key_end, {});
    entry.value = none.value;
    entry.written = none.written;
  }
  entries_.push_back(entry);
}

/// Reads an item of a sequence, which may be a lone pair.
void Reader::flow_item() {
  const char *const begin = p_, *const line = line_;
  const std::size_t first = entries_.size();
  Entry item;
  Use use;
  bool is_pair = *p_ == '?';
  if (!is_pair) {
    if (*p_ == ':' || *p_ == ',') {
      error(p_, p_ + 1, "a value is missing here", "remove the comma");
      use = broken(p_);
    } else {
      use = flow_node();
    }
    flow_next();
    is_pair = *p_ == ':' && line == line_ && p_ - begin <= longest_key;
  }
  if (is_pair && !failed_) {
    if (enter()) {
      if (*begin == '?') {
        flow_pair();
        if (entries_.back().key_span.empty()) error(begin, begin + 1, "a key is missing here", "write the key");
      } else {
        Entry pair;
        set_key(pair, use);
        ++p_;
        flow_value(pair);
        entries_.push_back(pair);
      }
      use = collection(NodeKind::mapping, true, {span(begin, begin).begin, entries_.back().written.end}, first, {});
      leave();
    } else {
      use = flow_too_deep();
    }
  }
  item.value = use.value;
  item.written = use.written;
  item.aliased = use.aliased;
  entries_.push_back(item);
}

/// Reads the value behind a colon. Tolerantly: what stands on the next line and has a colon itself is the next key.
void Reader::flow_value(Entry& entry) {
  const char* const after_colon = p_;
  const char* const colon_line = line_;
  Use use;
  flow_next();
  if (*p_ == ',' || closes(*p_) || at_document_end()) {
    use = empty(after_colon, {});
  } else if (!strict_ && !json_ && is_fresh() && column() <= layout_.opener) {
    use = broken(after_colon);  // the collection ends here without its bracket
  } else if (!strict_ && line_ != colon_line && is_half_typed_flow_pair()) {
    error(after_colon - 1, after_colon, "a value is missing behind the colon", "write the value");
    use = broken(after_colon);
    cut_at_ = p_;
  } else {
    use = flow_node();
  }
  entry.value = use.value;
  entry.written = use.written;
  entry.aliased = use.aliased;
}

bool Reader::is_half_typed_flow_pair() const {
  if (*p_ != '"' && *p_ != '\'') return false;
  const Quoted key = scan_quoted(p_ + 1, *p_, true);
  return key.close != nullptr && *skip_blanks(key.close + 1) == ':';
}

Use Reader::flow_node() {
  Properties properties;
  while (at_property() && !failed_) {
    read_properties(properties);
    flow_next();
  }
  const char* const begin = p_;
  switch (*p_) {
    case '*': {
      if (properties.begin != nullptr) error(p_, p_ + 1, "a tag or anchor before an alias", "remove it");
      return read_alias();
    }
    case '[':
    case '{': {
      const Use use = flow_collection();
      return use_of(use.value, properties);
    }
    case '"':
    case '\'': {
      Head head;
      read_quoted(head);
      return scalar(head.style, begin, head.end, head.text, properties);
    }
    case ',':
    case ':':
    case ']':
    case '}':
    case '\0': return empty(begin, properties);
    default: break;
  }
  if (at_document_end()) return empty(begin, properties);
  if (at_indicator('-')) {
    error(p_, p_ + 1, "a block sequence inside of brackets", "separate the items by commas");
    if (failed_) return broken(begin);
    while (at_indicator('-')) p_ = skip_blanks(p_ + 1);
    if (is_break_or_end(*p_) || is(*p_, flow_indicator) || *p_ == ':') return broken(begin);
  }
  if (*p_ == '?') {
    error(p_, p_ + 1, "a complex key in this place", "put the text in quotes");
    if (failed_) return broken(begin);
  }
  Head head;
  head.content = p_;
  read_plain_head(head, true);
  return finish_plain(head, no_scalar, properties);
}

/// Skips a collection below the depth limit by counting its brackets.
Use Reader::flow_too_deep() {
  const char* const begin = p_;
  error(begin, begin + 1, "values nest too deeply", "200 levels are the limit");
  std::uint32_t open = 0;
  bool quotes = true;
  while (*p_ != '\0' && !failed_) {
    const char c = *p_;
    if (is_break(c)) {
      start_line(skip_break(p_));
      continue;
    }
    ++p_;
    if ((c == '"' || c == '\'') && quotes) {
      const Quoted text = scan_quoted(p_, c, true);
      quotes = text.close != nullptr || quotes;
      if (text.close != nullptr) p_ = text.close + 1;
    } else if (c == '[' || c == '{') {
      ++open;
    } else if (closes(c) && (open == 0 || --open == 0)) {
      break;
    }
  }
  leave();
  return broken(begin);
}

}  // namespace cumulint::yaml
