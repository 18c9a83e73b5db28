// Guesses of the tolerant YAML reader at what a broken line of a block was meant to be.
#include <algorithm>

#include "base/strings.h"
#include "syntax/yaml-reader.h"

namespace cumulint::yaml {
namespace {

/// The next line that is neither blank nor a comment: its first character, or the end of the text.
const char* next_content(const char* p, int& column) {
  for (;;) {
    while (!is_break_or_end(*p)) ++p;
    if (*p == '\0') return p;
    const char* const line = p = skip_break(p);
    p = skip_blanks(p);
    column = static_cast<int>(p - line);
    if (!is_break(*p) && *p != '#') return p;
  }
}

/// Does a line that starts at `p` have the shape of a pair?
bool looks_like_pair(const char* p) {
  if (*p == '"' || *p == '\'') {
    const Quoted key = scan_quoted(p + 1, *p, true);
    return key.close != nullptr && *skip_blanks(key.close + 1) == ':';
  }
  return *plain_line_end(p, false) == ':';
}

bool looks_like_item(const char* p) { return *p == '-' && is_space_or_end(p[1]); }

const char* line_end(const char* p) {
  while (!is_break_or_end(*p)) ++p;
  while (is_blank(p[-1])) --p;
  return p;
}

/// Do lines of a block follow the one of `p`, and none of a flow collection?
bool is_before_block(const char* p) {
  int column = 0;
  const char* const line = next_content(p, column);
  if (*line == '\0' || *line == '"' || !(looks_like_pair(line) || looks_like_item(line))) return false;
  const char last = line_end(line)[-1], next = *next_content(line, column);
  return last != ',' && !is(last, flow_indicator) && !is(next, flow_indicator);
}

/// Can a value that starts like this go on in deeper lines? Text can too, but they would not look like structure.
bool is_open_value(const char* p) {
  constexpr std::string_view opens = "|>&!?";
  if (is_break_or_end(*p) || *p == '#' || opens.find(*p) != std::string_view::npos) return true;
  return (*p == '[' || *p == '{') && !is_before_block(p);
}

/// Is what stands behind a key no value, since deeper lines that look like structure follow it?
bool has_block_below(const char* p, int column) {
  int next = 0;
  p = skip_blanks(p);
  if (is_open_value(p)) return false;
  const char* const line = next_content(p, next);
  return *line != '\0' && next > column && (looks_like_pair(line) || looks_like_item(line));
}

/// Is all of a line that starts at `p` said in it? Then no deeper line can belong to it.
bool is_complete_line(const char* p) {
  if (*p == '?' && is_space_or_end(p[1])) return false;
  const bool is_item = looks_like_item(p);
  while (looks_like_item(p)) p = skip_blanks(p + 1);
  if (!looks_like_pair(p)) return !is_item || !is_open_value(p);
  if (is_item) return false;  // deeper pairs belong to the same mapping
  const bool is_quoted = *p == '"' || *p == '\'';
  const char* const key_end = is_quoted ? scan_quoted(p + 1, *p, true).close + 1 : p;
  return !is_open_value(skip_blanks(plain_line_end(key_end, false) + 1));
}

/// The colon of a key in a plain text that has no space behind it; null if there is none.
const char* unspaced_colon(const char* begin, const char* end) {
  const char* const colon = std::find(begin, end, ':');
  return colon == end || colon == begin || colon[1] == ':' || colon[1] == '/' ? nullptr : colon;
}

/// The key of a pair that starts at `p`, with its quotes.
std::string_view key_text(const char* p) {
  const char* end = *p == '"' || *p == '\'' ? scan_quoted(p + 1, *p, true).close + 1 : plain_line_end(p, false);
  while (end > p && is_blank(end[-1])) --end;
  return {p, static_cast<std::size_t>(end - p)};
}

}  // namespace

/// `Description: one: two`: all behind the first colon is text.
Use Reader::repair_second_colon(const Head& head, const Properties& properties) {
  error(p_ - 1, p_, "a second colon in one line", "put the value in quotes");
  if (failed_) return broken(head.begin);
  const char* end = p_;
  do end = plain_line_end(end + (*end == ':' ? 1 : 0), false);
  while (*end == ':');
  p_ = end;
  while (end > head.begin && is_blank(end[-1])) --end;
  return scalar(ScalarStyle::plain, head.begin, end, {head.begin, static_cast<std::size_t>(end - head.begin)}, properties);
}

/// A line of a mapping without a colon: there is one without a space behind it, or it is half typed. False: no key can
/// be made of it.
bool Reader::repair_pair(Entry& entry, Head& head, int column) {
  const char* colon = nullptr;
  if (head.kind == Head::quoted) {
    colon = *p_ == ':' ? p_ : nullptr;
  } else if (head.kind == Head::plain) {
    colon = unspaced_colon(head.content, head.end);
  }
  if (colon != nullptr) {
    error(colon, colon + 1, "no space behind the colon", "put a space between the colon and the value");
    if (head.kind == Head::plain) head.text = {head.content, static_cast<std::size_t>(colon - head.content)};
    if (head.kind == Head::plain) head.end = colon;
    p_ = colon + 1;
    if (has_block_below(p_, column)) skip_line();
  } else {
    error(head.begin, std::max(head.end, head.begin + 1), "a key without a colon", "write \"key: value\"");
  }
  if (failed_ || head.kind == Head::node || head.kind == Head::nothing) {
    if (!failed_ && head.kind == Head::nothing && !is_break_or_end(*p_)) skip_line();
    return false;
  }
  set_key(entry, head);
  const char* const empty_at = colon != nullptr ? p_ : head.end;
  next_token();
  const bool has_value = is_fresh() ? this->column() > column && !at_document_end() : colon != nullptr;
  const Use use = has_value ? block_node(column, empty_at, false, false) : broken(empty_at);
  entry.value = use.value;
  entry.written = use.written;
  entry.aliased = use.aliased;
  return true;
}

/// A line left of its block that can't have deeper ones, before a line of that block: somebody typed it in the wrong place.
bool Reader::skip_stray_line(int column) {
  int next = 0;
  if (at_document_end() || !(is_lost_item() || is_complete_line(p_))) return false;
  const char* const after = next_content(p_, next);
  if (*after == '\0' || next < column || next <= this->column()) return false;
  if (!looks_like_pair(after) && !looks_like_item(after)) return false;
  if (is_key_of_block(after, next)) return false;
  error(p_, p_ + 1, "the indentation of this line fits no line above", "align it with the lines that it belongs to");
  skip_line();
  return true;
}

/// Is p_ at a list item at whose column there is no list?
bool Reader::is_lost_item() const {
  const auto is_here = [this](const Block& block) { return block.is_sequence && block.column == column(); };
  return looks_like_item(p_) && std::none_of(blocks_.begin(), blocks_.end(), is_here);
}

/// Is p_ at a key that lacks its colon, or the space behind it, and is what stands below, at `column`, its value? It is
/// where its siblings have theirs, and would repeat a key of the sibling above; a colon inside of the text says enough.
bool Reader::is_key_of_block(const char* below, int column) const {
  const auto is_around = [this](const Block& block) { return !block.is_sequence && block.column == this->column(); };
  const auto around = std::find_if(blocks_.rbegin(), blocks_.rend(), is_around);
  if (around == blocks_.rend()) return false;
  const bool has_colon = !looks_like_pair(p_) && unspaced_colon(p_, line_end(p_)) != nullptr;
  if (around == blocks_.rbegin()) return has_colon;
  const Block& above = *std::prev(around);
  if (above.column != column) return false;
  if (has_colon && this->column() > 0) return true;
  const std::string_view key = looks_like_pair(below) && !looks_like_pair(p_) ? key_text(below) : std::string_view{};
  const auto is_repeated = [key](const Entry& entry) { return !key.empty() && entry.key == key; };
  constexpr std::size_t most = 100;  // to stay linear; what is wider is no resource
  const auto first = entries_.begin() + static_cast<std::ptrdiff_t>(above.first_entry);
  return entries_.size() - above.first_entry <= most && std::any_of(first, entries_.end(), is_repeated);
}

/// Is the next line, here or deeper, a pair, so that this one lacks its colon?
bool Reader::is_half_typed_key(int column) const {
  int next = 0;
  const char* const line = next_content(p_, next);
  return *line != '\0' && next >= column && looks_like_pair(line);
}

/// Is a text that stands deeper than the block behind it, which is the value, typed in the wrong place?
bool Reader::is_stray_value(const Head& head, int indent, int column) const {
  if ((head.kind != Head::plain && head.kind != Head::quoted) || head.multi_line || !is_break_or_end(*skip_blanks(p_))) return false;
  int next = 0;
  const char* const line = next_content(p_, next);
  return *line != '\0' && indent < next && next < column && (looks_like_pair(line) || looks_like_item(line));
}

/// What stands in a list without a dash: a mapping, or a value in this line.
Use Reader::repair_item(int column) {
  Head head;
  if (!failed_) read_head(head);
  if (failed_ || head.kind == Head::nothing) {
    if (!failed_) skip_line();
    return broken(p_);
  }
  if (head.is_key) return block_mapping(column - 1, column, &head, {});
  if (head.kind == Head::plain) return scalar(head.style, head.content, head.end, head.text, head.properties);
  return block_value(head, column, head.properties);
}

/// Is p_ at a key behind a list of one text? A mapping with a stray line before it is more likely than such a list.
bool Reader::is_lone_item(std::size_t first_entry) const {
  return entries_.size() == first_entry + 1 && entries_.back().value->kind == NodeKind::scalar && looks_like_pair(p_);
}

Use Reader::repair_lone_item(std::size_t first_entry, int indent, int column, const Properties& properties) {
  error(p_, p_ + 1, "a key behind a list at the same column", "remove the list item above, or indent it below a key");
  entries_.resize(first_entry);
  blocks_.pop_back();
  leave();
  return block_mapping(indent, std::max(column, this->column()), nullptr, properties);
}

/// A list item at the column of a mapping's keys: it is read only to find its end.
void Reader::skip_misplaced_item(int column) {
  error(p_, p_ + 1, "a list item between the keys of a mapping", "indent it below the key that it belongs to");
  if (failed_) return;
  const std::size_t known = entries_.size();
  block_sequence(column - 1, column, {}, true);
  entries_.resize(known);
}

/// Does a quoted text swallow pairs of the block around it? Then its quote is not closed where it seems to be.
bool Reader::swallows_pairs(const char* inside, const char* close) const {
  const std::ptrdiff_t indent = first_token_ >= line_ ? first_token_ - line_ : 0;
  for (const char* p = inside; p < close; ++p) {
    if (!is_break(*p)) continue;
    const char* const token = skip_blanks(p + 1);
    const bool is_plain = token < close && is(*token, name);
    if (is_plain && token - p - 1 <= indent && looks_like_pair(token)) return true;
  }
  return false;
}

/// Is the bracket behind which p_ stands the last of its line, and followed by a block that can't belong to it?
bool Reader::is_block_behind_bracket() const {
  const char* const p = skip_blanks(p_);
  return !json_ && (is_break(*p) || *p == '#') && is_before_block(p);
}

/// A line of a flow collection that starts left of its place, but is whole and followed by one in its place.
bool Reader::is_shifted_entry() const {
  int next = 0;
  const char last = line_end(p_)[-1];
  if (last == '[' || last == '{' || (!json_ && (last == ':' || layout_.entries < 0))) return false;
  return *next_content(p_, next) != '\0' && next >= (layout_.entries < 0 ? layout_.opener + 1 : layout_.entries);
}

Use Reader::block_too_deep(int indent) {
  const char* const begin = p_;
  error(begin, begin, "values nest too deeply", "200 levels are the limit");
  if (!failed_) skip_deeper_lines(indent);
  leave();
  return broken(begin);
}

}  // namespace cumulint::yaml
