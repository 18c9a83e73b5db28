// Escapes of string literals.

#include "code/source-text.h"

#include <cstdint>
#include <string>

namespace cumulint {
namespace {

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | ((c >> 18) & 0x07));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Reads up to `digits` hex digits at `at`; moves `at` behind them.
std::uint32_t read_hex(std::string_view raw, std::size_t& at, int digits) {
  std::uint32_t value = 0;
  for (; digits > 0 && at < raw.size() && hex_digit(raw[at]) >= 0; --digits, ++at)
    value = value * 16 + static_cast<std::uint32_t>(hex_digit(raw[at]));
  return value;
}

void append_unicode(std::string& out, std::string_view raw, std::size_t& at, int digits) {
  if (at < raw.size() && raw[at] == '{') {
    ++at;
    append_utf8(out, read_hex(raw, at, 6));
    if (at < raw.size() && raw[at] == '}') ++at;
  } else {
    append_utf8(out, read_hex(raw, at, digits));
  }
}

/// `at` is behind the backslash.
void append_escape(std::string& out, std::string_view raw, std::size_t& at) {
  const char c = raw[at++];
  switch (c) {
    case 'n': out += '\n'; break;
    case 't': out += '\t'; break;
    case 'r': out += '\r'; break;
    case '0': out += '\0'; break;
    case '\n': break;
    case '\\': case '\'': case '"': case '`': case '$': case '/': out += c; break;
    case 'x': append_utf8(out, read_hex(raw, at, 2)); break;
    case 'u': append_unicode(out, raw, at, 4); break;
    case 'U': append_utf8(out, read_hex(raw, at, 8)); break;
    default: out += '\\', out += c;
  }
}

}  // namespace

std::string_view decode_escapes(std::string_view raw, Arena& arena) {
  if (raw.find('\\') == std::string_view::npos) return raw;
  std::string out;
  for (std::size_t at = 0; at < raw.size();) {
    if (raw[at] != '\\' || at + 1 == raw.size())
      out += raw[at++];
    else
      append_escape(out, raw, ++at);
  }
  return arena.copy(std::string_view{out});
}

std::string_view decode_doubled_braces(std::string_view raw, Arena& arena) {
  if (raw.find("{{") == std::string_view::npos && raw.find("}}") == std::string_view::npos) return raw;
  std::string out;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    out += raw[at];
    if ((raw[at] == '{' || raw[at] == '}') && at + 1 < raw.size() && raw[at + 1] == raw[at]) ++at;
  }
  return arena.copy(std::string_view{out});
}

}  // namespace cumulint
