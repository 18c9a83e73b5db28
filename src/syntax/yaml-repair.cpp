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

bool looks_like_structure(const char* p) {
  if ((*p == '-' || *p == '?') && is_space_or_end(p[1])) return true;
  return *p == '&' || *p == '!' || is_document_marker(p) || looks_like_pair(p);
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
    colon = std::find(head.content, head.end, ':');
    if (colon == head.end || colon == head.content || colon[1] == ':' || colon[1] == '/') colon = nullptr;
  }
  if (colon != nullptr) {
    error(colon, colon + 1, "no space behind the colon", "put a space between the colon and the value");
    if (head.kind == Head::plain) head.text = {head.content, static_cast<std::size_t>(colon - head.content)};
    if (head.kind == Head::plain) head.end = colon;
    p_ = colon + 1;
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

/// A line left of its block that has no shape, before a line of that block: somebody typed it in the wrong place.
bool Reader::skip_stray_line(int column) {
  int next = 0;
  if (looks_like_structure(p_)) return false;
  if (*next_content(p_, next) == '\0' || next != column) return false;
  error(p_, p_ + 1, "the indentation of this line fits no line above", "align it with the lines that it belongs to");
  skip_line();
  return true;
}

/// Does the next line of this column have a colon, so that this one lacks it?
bool Reader::is_half_typed_key(int column) const {
  int next = 0;
  const char* const line = next_content(p_, next);
  return *line != '\0' && next == column && looks_like_pair(line);
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

/// A list item at the column of a mapping's keys: it is read only to find its end.
void Reader::skip_misplaced_item(int column) {
  error(p_, p_ + 1, "a list item between the keys of a mapping", "indent it below the key that it belongs to");
  if (failed_) return;
  const std::size_t known = entries_.size();
  block_node(column - 1, p_, true, false);
  entries_.resize(known);
}

Use Reader::block_too_deep(int indent) {
  const char* const begin = p_;
  error(begin, begin, "values nest too deeply", "200 levels are the limit");
  if (!failed_) skip_deeper_lines(indent);
  leave();
  return broken(begin);
}

}  // namespace cumulint::yaml
