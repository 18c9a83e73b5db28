// Scanning and decoding of scalars.
#include "syntax/scalar-text.h"

#include <algorithm>
#include <cstring>

#include "base/assert.h"

namespace cumulint::yaml {

// One row of 16 a line; bits of CharacterClass. Bytes from 128 on are ordinary text.
const std::uint8_t character_classes[256] = {
    // clang-format off
    20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 18, 0, 0, 18, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    1, 64, 0, 16, 64, 64, 64, 64, 64, 64, 64, 64, 24, 96, 64, 64,
    224, 224, 224, 224, 224, 224, 224, 224, 224, 224, 80, 64, 0, 64, 0, 64,
    64, 224, 224, 224, 224, 224, 224, 96, 96, 96, 96, 96, 96, 96, 96, 96,
    96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 24, 0, 24, 0, 96,
    0, 224, 224, 224, 224, 224, 224, 96, 96, 96, 96, 96, 96, 96, 96, 96,
    96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 24, 0, 24, 64, 0,
    // clang-format on
};

bool is_document_marker(const char* line) {
  return (line[0] == '-' || line[0] == '.') && line[1] == line[0] && line[2] == line[0] && is_space_or_end(line[3]);
}

void Decoded::copy(const char* begin, const char* end) {
  if (begin == end) return;
  if (pieces != nullptr) {
    pieces->push_back({static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(end - begin), begin, end, true});
  }
  text.append(begin, end);
}

void Decoded::replace(const char* begin, const char* end, std::string_view with) {
  if (with.empty()) return;
  if (pieces != nullptr) {
    pieces->push_back({static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(with.size()), begin, end, false});
  }
  text += with;
}

const char* plain_line_end(const char* p, bool flow) {
  const char* const start = p;
  for (;; ++p) {
    while (!is(*p, plain_stop)) ++p;
    if (is_break_or_end(*p)) return p;
    if (*p == ':') {
      if (is_space_or_end(p[1]) || (flow && (is(p[1], flow_indicator) || p[1] == '?'))) return p;
    } else if (*p == '#') {
      if (p > start && is_blank(p[-1])) return p;
    } else if (flow) {
      return p;
    }
  }
}

Quoted scan_quoted(const char* p, char quote, bool one_line) {
  Quoted found;
  for (;; ++p) {
    while (*p != quote && *p != '\\' && !is_break_or_end(*p)) ++p;
    if (*p == '\0') return found;
    if (*p == quote) {
      if (quote == '"' || p[1] != '\'') break;
      found.verbatim = false;
      ++p;
    } else if (*p == '\\') {
      if (quote == '\'') continue;
      found.verbatim = false;
      if (!is_break_or_end(p[1])) ++p;
    } else {
      if (one_line) return found;
      found.verbatim = false;
      found.multi_line = true;
      p = skip_break(p);
      if (is_document_marker(p)) return found;
      --p;
    }
  }
  found.close = p;
  return found;
}

namespace {

void append_utf8(std::uint32_t code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

/// Reads `count` hexadecimal digits; nothing is a valid code point above 0x10FFFF, so that says "no".
std::uint32_t hex(const char* p, const char* end, int count) {
  constexpr std::uint32_t none = 0xFFFFFFFF;
  std::uint32_t value = 0;
  for (int i = 0; i < count; ++i, ++p) {
    if (p >= end) return none;
    const int digit = *p >= '0' && *p <= '9'   ? *p - '0'
                      : *p >= 'a' && *p <= 'f' ? *p - 'a' + 10
                      : *p >= 'A' && *p <= 'F' ? *p - 'A' + 10
                                               : -1;
    if (digit < 0) return none;
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  return value;
}

/// \xNN, \uNNNN, \UNNNNNNNN. Half of a surrogate pair is no character; a whole pair is JSON's way to write one.
const char* decode_code_point(const char* p, const char* end, Decoded& out) {
  const char* const start = p;
  const int digits = p[1] == 'x' ? 2 : p[1] == 'u' ? 4 : 8;
  std::uint32_t code = hex(p + 2, end, digits);
  p += 2 + digits;
  bool bad = code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
  if (bad && code >= 0xD800 && code < 0xDC00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u') {
    const std::uint32_t low = hex(p + 2, end, 4);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      p += 6;
    }
  }
  if (bad && out.bad_escape == nullptr) out.bad_escape = start;
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
    out.copy(start, start + 2);
    return start + 2;
  }
  std::string text;
  append_utf8(code, text);
  out.replace(start, p, text);
  return p;
}

/// `p` is at the backslash; returns the position behind the escape.
const char* decode_escape(const char* p, const char* end, Decoded& out) {
  struct Simple { char name; std::string_view text; };
  static constexpr Simple simple[] = {
      {'n', "\n"}, {'"', "\""}, {'\\', "\\"}, {'t', "\t"}, {'/', "/"}, {'r', "\r"}, {'b', "\b"}, {'f', "\f"},
      {' ', " "}, {'\t', "\t"}, {'0', {"\0", 1}}, {'a', "\a"}, {'v', "\v"}, {'e', "\x1B"}, {'N', "\xC2\x85"},
      {'_', "\xC2\xA0"}, {'L', "\xE2\x80\xA8"}, {'P', "\xE2\x80\xA9"}};
  if (p + 1 >= end) {
    out.copy(p, end);
    return end;
  }
  for (const Simple& escape : simple) {
    if (escape.name != p[1]) continue;
    out.replace(p, p + 2, escape.text);
    return p + 2;
  }
  if (p[1] == 'x' || p[1] == 'u' || p[1] == 'U') return decode_code_point(p, end, out);
  if (out.bad_escape == nullptr) out.bad_escape = p;
  out.copy(p, p + 1);
  return p + 1;
}

/// Line folding: one break is a space, n breaks are n - 1 newlines; `escaped` breaks (behind a backslash) are nothing.
/// `from` is where the blanks before the break start, `p` the break.
const char* decode_fold(const char* from, const char* p, const char* end, bool escaped, Decoded& out) {
  std::size_t breaks = 0;
  while (p < end && is_break(*p)) {
    p = skip_break(p);
    ++breaks;
    while (p < end && is_blank(*p)) ++p;
  }
  if (breaks == 1 && !escaped) {
    out.replace(from, p, " ");
  } else {
    out.replace(from, p, std::string(breaks - 1, '\n'));
  }
  return p;
}

}  // namespace

void decode_flow_scalar(const char* p, const char* end, char quote, Decoded& out) {
  while (p < end) {
    const char* const run = p;
    while (p < end && !is_break(*p) && !(quote == '"' && *p == '\\') && !(quote == '\'' && *p == '\'')) ++p;
    const char* text_end = p;
    if (p < end && is_break(*p)) {
      while (text_end > run && is_blank(text_end[-1])) --text_end;
    }
    out.copy(run, text_end);
    if (p == end) return;
    if (*p == '\'') {
      out.replace(p, p + 2, "'");
      p += 2;
    } else if (is_break(*p)) {
      p = decode_fold(text_end, p, end, false, out);
    } else if (p + 1 < end && is_break(p[1])) {
      p = decode_fold(p, p + 1, end, true, out);
    } else {
      p = decode_escape(p, end, out);
    }
  }
}

BlockHeader read_block_header(const char* p) {
  BlockHeader header;
  for (;; ++p) {
    if ((*p == '+' || *p == '-') && header.chomping == 0) {
      header.chomping = *p;
    } else if (*p >= '1' && *p <= '9' && header.explicit_indent == 0) {
      header.explicit_indent = *p - '0';
    } else {
      break;
    }
  }
  header.end = p;
  return header;
}

BlockScalar scan_block_scalar(const char* content, int explicit_indent, int least, char chomping, const char* stop) {
  BlockScalar found{.content = content, .end = content, .next_line = content, .chomping = chomping};
  int indent = explicit_indent, widest_blank = 0;
  for (const char* line = content; *line != '\0';) {
    const char* p = line;
    while (*p == ' ' && (indent == 0 || p - line < indent)) ++p;
    const int spaces = static_cast<int>(p - line);
    if (*p == '\0' || (stop != nullptr && line >= stop && !is_break(*p))) break;
    if (is_break(*p)) {
      widest_blank = std::max(widest_blank, spaces);
      if (chomping == '+') found.end = p;
      line = found.next_line = skip_break(p);
      continue;
    }
    const bool starts_with_tab = *p == '\t' && (indent == 0 || spaces < indent);
    if (starts_with_tab && found.bad_tab == nullptr) found.bad_tab = p;
    if (indent == 0) indent = std::max({spaces, starts_with_tab ? 0 : widest_blank, least});
    if (spaces < indent && !starts_with_tab) break;
    while (!is_break_or_end(*p)) ++p;
    found.end = p;
    found.next_line = *p == '\0' ? p : skip_break(p);
    line = found.next_line;
  }
  found.indent = indent == 0 ? std::max(widest_blank, least) : indent;
  return found;
}

void decode_block_scalar(const BlockScalar& scalar, bool folded, Decoded& out) {
  const char* pending = nullptr;  // the first of the breaks that wait for their meaning
  const char* after = scalar.content;
  std::size_t breaks = 0;
  bool any = false, was_spaced = false;
  for (const char* line = scalar.content; line < scalar.next_line;) {
    const char* p = line;
    while (*p == ' ' && p - line < scalar.indent) ++p;
    const char* text_end = p;
    while (text_end < scalar.next_line && !is_break_or_end(*text_end)) ++text_end;
    if (text_end > p) {
      const bool spaced = is_blank(*p);
      if (breaks > 0) {
        const bool fold = folded && any && !was_spaced && !spaced;
        out.replace(pending, p, !fold ? std::string(breaks, '\n') : breaks == 1 ? " " : std::string(breaks - 1, '\n'));
      }
      out.copy(p, text_end);
      any = true;
      was_spaced = spaced;
      breaks = 0;
      pending = nullptr;
    }
    if (*text_end == '\0' || text_end >= scalar.next_line) break;
    if (pending == nullptr) pending = text_end;
    line = after = skip_break(text_end);
    ++breaks;
  }
  if (breaks == 0) return;
  if (scalar.chomping == '+') out.replace(pending, after, std::string(breaks, '\n'));
  if (scalar.chomping == 0 && any) out.replace(pending, skip_break(pending), "\n");
}

}  // namespace cumulint::yaml
