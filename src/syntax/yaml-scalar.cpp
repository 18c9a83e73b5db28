// Scalars of the YAML reader: quoted, plain over several lines, and block scalars.
#include <algorithm>

#include "base/strings.h"
#include "syntax/yaml-reader.h"

namespace cumulint::yaml {

std::string_view Reader::decode_quoted(const char* begin, const char* end, char quote) {
  decoded_.text.clear();
  decoded_.bad_escape = nullptr;
  decode_flow_scalar(begin, end, quote, decoded_);
  if (decoded_.bad_escape != nullptr && !json_) {
    error(decoded_.bad_escape, decoded_.bad_escape + 2, "an unknown escape in a double-quoted text",
          "write the backslash twice, or use single quotes");
  }
  return arena_.copy(decoded_.text);
}

/// Reads the quoted scalar at p_. A quote that is never closed, or whose partner is the opening quote of another value,
/// ends with its line.
void Reader::read_quoted(Head& head) {
  const char quote = *p_;
  head.kind = Head::quoted;
  head.style = quote == '"' ? ScalarStyle::double_quoted : ScalarStyle::single_quoted;
  Quoted found = scan_quoted(p_ + 1, quote, json_);
  if (found.close != nullptr && found.multi_line && tolerant_) {
    const char* const after = skip_blanks(found.close + 1);
    const bool in_flow = open_[0] + open_[1] > 0;
    const bool ends_well = is_break_or_end(*after) || *after == '#' || (in_flow && is(*after, flow_indicator));
    if (!ends_well || swallows_pairs(p_ + 1, found.close)) found.close = nullptr;
  }
  const char* close = found.close;
  if (close == nullptr) {
    error(p_, p_ + 1, "a quote that is never closed", "close it on the same line");
    if (failed_) return;
    found = {p_ + 1, false, false};
    close = p_ + 1;
    while (!is_break_or_end(*close)) ++close;
    while (json_ && close > p_ + 1 && (close[-1] == ',' || is_blank(close[-1]))) --close;
    head.end = close;
  } else {
    head.end = close + 1;
  }
  const char* const inside = p_ + 1;
  p_ = head.end;
  head.multi_line = found.multi_line;
  head.text = found.verbatim ? std::string_view(inside, static_cast<std::size_t>(close - inside))
                             : decode_quoted(inside, close, quote);
  if (!found.multi_line || failed_) return;
  for (const char* c = inside; c < head.end;) {
    if (is_break(*c)) {
      c = skip_break(c);
      line_ = c;
      shift_ = 0;
    } else {
      ++c;
    }
  }
}

/// Reads the first line of a plain scalar, which may turn out to be a key.
void Reader::read_plain_head(Head& head, bool flow) {
  head.kind = Head::plain;
  head.style = ScalarStyle::plain;
  if (is(*p_, flow_indicator) || std::string_view("%@`|>&*!").find(*p_) != std::string_view::npos) {
    error(p_, p_ + 1, "a plain text can't start with this character", "put the text in quotes");
    if (failed_) return;
    ++p_;
  }
  p_ = plain_line_end(p_, flow);
  if (flow) check_flow_colon();
  if (json_) p_ = std::find_if(head.content, p_, [](char c) { return is_blank(c) || c == '"'; });
  if (json_ && p_ == head.content && !is_break_or_end(*p_)) ++p_;
  head.end = p_;
  while (head.end > head.content && is_blank(head.end[-1])) --head.end;
  head.text = {head.content, static_cast<std::size_t>(head.end - head.content)};
}

/// In brackets a colon directly before a bracket or comma is neither text nor the end of a key.
void Reader::check_flow_colon() {
  if (*p_ != ':' || !(is(p_[1], flow_indicator) || p_[1] == '?')) return;
  error(p_, p_ + 1, "no space behind the colon", "put a space between the colon and the value");
}

/// The plain scalar that starts with `head`, with the lines that continue it: those right of `indent`.
Use Reader::finish_plain(const Head& head, int indent, const Properties& properties) {
  const bool flow = indent == no_scalar;
  const char* end = head.end;
  const bool one_line = flow && !strict_;  // where the layout decides, each line is an entry
  while (is_break(*p_) && !one_line && !failed_) {
    const std::size_t comments = comments_.size();
    next_token(flow ? flow_tab_limit_ : indent);
    if (comments != comments_.size() || *p_ == '\0' || at_marker() || (!flow && column() <= indent)) break;
    if (flow && is(*p_, flow_indicator)) break;
    if (flow && *p_ == ':') check_flow_colon();
    const char* const start = p_;
    const char* const line_end = plain_line_end(p_, flow);
    if (!flow && *line_end == ':') {
      error(line_end, line_end + 1, "a key inside of a text", "check the indentation of this line, or quote the text");
      break;
    }
    if (line_end == start) break;
    p_ = end = line_end;
    if (flow) check_flow_colon();
    while (end > start && is_blank(end[-1])) --end;
  }
  std::string_view text = head.text;
  if (end != head.end) {
    decoded_.text.clear();
    decode_flow_scalar(head.content, end, '\0', decoded_);
    text = arena_.copy(decoded_.text);
  }
  return scalar(ScalarStyle::plain, head.content, end, text, properties);
}

Use Reader::read_block_scalar(int indent, const Properties& properties) {
  const char* const start = p_;
  const bool folded = *p_++ == '>';
  const ScalarStyle style = folded ? ScalarStyle::folded : ScalarStyle::literal;
  const BlockHeader header = read_block_header(p_);
  p_ = skip_blanks(header.end);
  if (*p_ == '#') {
    add_comment();
  } else if (!is_break_or_end(*p_)) {
    error(start, p_ + 1, "text behind the sign of a block text", "start the text on the next line");
    if (failed_) return broken(start);
    skip_line();
  }
  if (*p_ == '\0') return scalar(style, start, header.end, {}, properties);
  const int parent = std::max(indent, 0);
  const int given = header.explicit_indent == 0 ? 0 : parent + header.explicit_indent;
  const BlockScalar found = scan_block_scalar(skip_break(p_), given, std::max(indent + 1, 1), header.chomping);
  if (found.bad_tab != nullptr) {
    error(found.bad_tab, found.bad_tab + 1, "a tab in the indentation", "indent with spaces: YAML allows no tabs here");
    if (failed_) return broken(start);
  }
  decoded_.text.clear();
  decode_block_scalar(found, folded, decoded_);
  const char* const end = found.end == found.content ? header.end : found.end;
  start_line(found.next_line);
  return scalar(style, start, end, arena_.copy(decoded_.text), properties);
}

}  // namespace cumulint::yaml
