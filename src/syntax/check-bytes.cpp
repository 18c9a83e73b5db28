// Finds bytes that no template may contain.
#include "syntax/check-bytes.h"

#include <algorithm>
#include <cstring>

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr std::size_t chunk = 8;

/// Eight bytes of plain ASCII text? Works on all of them at once, in the high bit of each.
bool is_simple(const char* p) {
  constexpr std::uint64_t ones = 0x0101010101010101, high = ones * 0x80, low = ones * 0x7F;
  std::uint64_t bytes;
  std::memcpy(&bytes, p, chunk);
  const std::uint64_t from_delete = (bytes + ones) | bytes;                     // 0x7F and above
  const std::uint64_t control = ~((bytes & low) + ones * 0x60) & high;          // below 0x20
  if ((from_delete & high) != 0) return false;
  if (control == 0) return true;
  const auto equal_to = [&](std::uint64_t c) {
    const std::uint64_t other = bytes ^ ones * c;
    return ~((other & low) + low) & ~other & high;
  };
  return (control & ~equal_to('\n') & ~equal_to('\r') & ~equal_to('\t')) == 0;
}

/// The length of the UTF-8 character at `p`, and its code point; 0 if it is none.
std::size_t decode(const unsigned char* p, std::size_t left, std::uint32_t& code) {
  const std::size_t size = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
  if (size == 0 || size > left) return 0;
  code = size == 1 ? p[0] : p[0] & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((p[i] & 0xC0) != 0x80) return 0;
    code = code << 6 | (p[i] & 0x3Fu);
  }
  const bool is_overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  const bool is_no_character = code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
  return is_overlong || is_no_character ? 0 : size;
}

bool is_control(std::uint32_t code) {
  if (code < 0x20) return code != '\n' && code != '\r' && code != '\t';
  return (code >= 0x7F && code < 0xA0 && code != 0x85) || code == 0xFFFE || code == 0xFFFF;
}

class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  ByteCheck check() {
    for (std::size_t i = 0; i < text_.size();) {
      if (text_.size() - i >= chunk && is_simple(text_.data() + i)) {
        i += chunk;
      } else {
        i = check_some(i, std::min(text_.size(), i + chunk));
      }
    }
    found_.is_binary = found_.has_nul && (controls_ + broken_) * 10 > text_.size();
    return std::move(found_);
  }

 private:
  std::size_t check_some(std::size_t i, std::size_t end) {
    while (i < end) {
      std::uint32_t code = 0;
      const std::size_t size = decode(reinterpret_cast<const unsigned char*>(text_.data() + i), text_.size() - i, code);
      if (size == 0 && broken_++ == 0) {
        report(i, "this is not UTF-8", "save the file in UTF-8");
      } else if (size != 0 && is_control(code)) {
        found_.has_nul = found_.has_nul || code == 0;
        if (controls_++ == 0) {
          report(i, code == 0 ? "a NUL byte in the text" : "a control character in the text", "remove it, or write it as an escape");
        }
      }
      i += std::max<std::size_t>(size, 1);
    }
    return i;
  }

  void report(std::size_t at, std::string_view message, std::string_view help) {
    const std::uint32_t begin = static_cast<std::uint32_t>(at);
    found_.errors.push_back({{begin, begin + 1}, message, help, false});
  }

  std::string_view text_;
  std::size_t broken_ = 0, controls_ = 0;
  ByteCheck found_;
};

}  // namespace

ByteCheck check_bytes(std::string_view text) {
  if (starts_with(text, "\xFF\xFE") || starts_with(text, "\xFE\xFF")) {
    return {{{{0, 2}, "the file is UTF-16", "save it in UTF-8", true}}, true, true};
  }
  ByteCheck found = Checker(text).check();
  if (found.is_binary) found.errors = {{{0, 1}, "this is no text file", "name a template in YAML or JSON", true}};
  return found;
}

}  // namespace cumulint
