// Aligns carets below a line, whatever the width of its characters.
#include "output/frame.h"

#include <algorithm>
#include <vector>

namespace cumulint {
namespace {

constexpr std::uint32_t longest_line = 160, context = 60;

struct Character {
  std::string_view text;
  std::uint32_t width = 1;
};

std::uint32_t code_point(std::string_view text) {
  const auto bits = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) & 0x3F;
  };
  const std::uint32_t lead = static_cast<unsigned char>(text[0]);
  switch (text.size()) {
    case 2: return (lead & 0x1F) << 6 | bits(1);
    case 3: return (lead & 0x0F) << 12 | bits(1) << 6 | bits(2);
    case 4: return (lead & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3);
    default: return lead;
  }
}

/// Columns in a terminal: ranges of East Asian wide characters, emoji and combining marks, as UAX #11 has them.
std::uint32_t width_of(std::uint32_t c) {
  const auto in = [c](std::uint32_t first, std::uint32_t last) { return c >= first && c <= last; };
  if (in(0x0300, 0x036F) || in(0x200B, 0x200F) || in(0x20D0, 0x20FF) || in(0xFE00, 0xFE0F) || c == 0xFEFF) return 0;
  const bool wide = in(0x1100, 0x115F) || in(0x2E80, 0xA4CF) || in(0xAC00, 0xD7A3) || in(0xF900, 0xFAFF) ||
                    in(0xFE30, 0xFE6F) || in(0xFF00, 0xFF60) || in(0xFFE0, 0xFFE6) || in(0x1F300, 0x1F64F) ||
                    in(0x1F680, 0x1F6FF) || in(0x1F900, 0x1FAFF) || in(0x20000, 0x3FFFD);
  return wide ? 2 : 1;
}

std::vector<Character> characters_of(std::string_view line) {
  std::vector<Character> out;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t next = i + 1;
    while (next < line.size() && (static_cast<unsigned char>(line[next]) & 0xC0) == 0x80) ++next;
    const std::string_view text = line.substr(i, next - i);
    out.push_back({text, width_of(code_point(text))});
    i = next;
  }
  return out;
}

}  // namespace

FrameLine make_frame(std::string_view line, std::uint32_t begin, std::uint32_t end) {
  const std::vector<Character> characters = characters_of(line);
  const std::uint32_t size = static_cast<std::uint32_t>(characters.size());
  begin = std::min(begin, size);
  end = std::clamp(end, begin, size);
  std::uint32_t first = 0, last = size;
  FrameLine frame;
  if (size > longest_line) {
    first = begin > context ? begin - context : 0;
    last = std::min(size, first + longest_line);
    end = std::min(end, last);
  }
  if (first > 0) frame = {"…", " "};
  for (std::uint32_t i = first; i < last; ++i) {
    frame.text += characters[i].text;
    const bool marked = i >= begin && i < end;
    if (i < begin || marked) {
      frame.carets += characters[i].text == "\t" ? std::string(marked ? "^" : "\t")
                                                 : std::string(characters[i].width, marked ? '^' : ' ');
    }
  }
  if (last < size) frame.text += "…";
  if (begin == end) frame.carets += '^';
  return frame;
}

}  // namespace cumulint
