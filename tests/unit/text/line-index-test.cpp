// Offsets, lines and columns against a counter that is too simple to be wrong.

#include "text/line-index.h"

#include <doctest/doctest.h>

#include <string>

using namespace cumulint;

namespace {

constexpr ColumnUnit units[] = {ColumnUnit::bytes, ColumnUnit::utf16, ColumnUnit::code_points};

/// Counts from the start of the text, one character after the other.
Position naive_position(std::string_view text, std::size_t offset, ColumnUnit unit) {
  Position at;
  for (std::size_t i = 0; i < offset; ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    const bool ends_line = c == '\n' || (c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
    if (ends_line) {
      at = {at.line + 1, 0};
    } else if (unit == ColumnUnit::bytes) {
      ++at.column;
    } else if ((c & 0xC0) != 0x80) {
      at.column += unit == ColumnUnit::utf16 && c >= 0xF0 ? 2 : 1;
    }
  }
  return at;
}

}  // namespace

TEST_CASE("positions agree with a naive counter, in every unit and for every line break") {
  for (std::string text : {"", "a", "\n", "a\nb", "a\r\nb\r\n", "a\rb", "\r\n\r\r\n", "é\nü𝄞x\n", "a: 𝄞𝄞 é\r\n  b: 1\n\n"}) {
    const LineIndex lines(text);
    for (ColumnUnit unit : units) {
      for (std::uint32_t offset = 0; offset <= text.size(); ++offset) {
        CAPTURE(text);
        CAPTURE(offset);
        const Position at = lines.position(offset, unit), expected = naive_position(text, offset, unit);
        CHECK(at.line == expected.line);
        CHECK(at.column == expected.column);
      }
    }
  }
}

TEST_CASE("an offset comes back from its position") {
  const std::string text = "one\r\nzwölf 𝄞 x\nlast";
  const LineIndex lines(text);
  for (ColumnUnit unit : units) {
    for (std::uint32_t offset : {0u, 3u, 5u, 7u, 9u, 12u, 16u, 18u, 20u, static_cast<std::uint32_t>(text.size())}) {
      CAPTURE(offset);
      CHECK(lines.offset(lines.position(offset, unit), unit) == offset);
    }
  }
}

TEST_CASE("positions outside of the text give its nearest place") {
  const LineIndex lines("ab\ncd");
  CHECK(lines.offset({0, 99}, ColumnUnit::bytes) == 2);
  CHECK(lines.offset({9, 0}, ColumnUnit::bytes) == 5);
  CHECK(lines.position(99, ColumnUnit::utf16).line == 1);
  CHECK(lines.position(99, ColumnUnit::utf16).column == 2);
}

TEST_CASE("a position in the middle of a surrogate pair gives the start of the character") {
  const std::string text = "𝄞x";
  CHECK(LineIndex(text).offset({0, 1}, ColumnUnit::utf16) == 0);
  CHECK(LineIndex(text).offset({0, 2}, ColumnUnit::utf16) == 4);
}

TEST_CASE("lines come without their line break") {
  const LineIndex lines("one\r\ntwo\rthree\n");
  CHECK(lines.line_count() == 4);
  CHECK(lines.line(0) == "one");
  CHECK(lines.line(1) == "two");
  CHECK(lines.line(2) == "three");
  CHECK(lines.line(3) == "");
  CHECK(lines.line(4) == "");
}

TEST_CASE("a byte order mark takes no column") {
  const LineIndex lines("\xEF\xBB\xBF" "ab");
  CHECK(lines.position(3, ColumnUnit::bytes).column == 0);
  CHECK(lines.position(5, ColumnUnit::utf16).column == 2);
  CHECK(lines.position(0, ColumnUnit::code_points).column == 0);
  CHECK(lines.offset({0, 0}, ColumnUnit::utf16) == 3);
  CHECK(lines.line(0) == "ab");
}
