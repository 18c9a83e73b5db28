// The way back from decoded text to the file: a marked part of the text, and the part of the file that made it.

#include <doctest/doctest.h>

#include "support/reading.h"

using namespace cumulint;
using namespace cumulint::test;

namespace {

/// The part of the file behind the first occurrence of `part` in the decoded text of `path`.
std::string source_of(const Reading& reading, const std::string& path, const std::string& part) {
  const Node* node = reading.at(path);
  REQUIRE(node != nullptr);
  const std::size_t at = node->text.find(part);
  REQUIRE(at != std::string_view::npos);
  const std::uint32_t begin = static_cast<std::uint32_t>(at);
  return std::string(reading.text(in_file(reading.text(), *node, {begin, begin + static_cast<std::uint32_t>(part.size())})));
}

}  // namespace

TEST_CASE("plain and quoted texts on one line map byte by byte") {
  const Reading reading("a: one two\nb: 'one two'\nc: \"one two\"\n");
  CHECK(source_of(reading, "a", "two") == "two");
  CHECK(source_of(reading, "b", "two") == "two");
  CHECK(source_of(reading, "c", "two") == "two");
}

TEST_CASE("escapes map to what was written") {
  const Reading reading("a: \"x\\ty${A}\\u00e9z\"\nb: 'it''s ${B}'\n");
  CHECK(source_of(reading, "a", "\t") == "\\t");
  CHECK(source_of(reading, "a", "${A}") == "${A}");
  CHECK(source_of(reading, "a", "y${A}\xC3\xA9z") == "y${A}\\u00e9z");
  CHECK(source_of(reading, "b", "'") == "''");
  CHECK(source_of(reading, "b", "s ${B}") == "s ${B}");
}

TEST_CASE("folded lines map through their line break and indentation") {
  const Reading reading("a: one\n   two\n\n   three\nb: \"x\n  y\"\n");
  CHECK(source_of(reading, "a", "two") == "two");
  CHECK(source_of(reading, "a", "e t") == "e\n   t");
  CHECK(source_of(reading, "a", "three") == "three");
  CHECK(source_of(reading, "b", "y") == "y");
}

TEST_CASE("block texts map without their indentation") {
  const Reading reading("a:\n  b: |\n    import x\n    def f():\n      return x\n  c: >-\n    one\n    two\n  d: |2\n      x\n     y\n");
  CHECK(source_of(reading, "a/b", "def") == "def");
  CHECK(source_of(reading, "a/b", "  return") == "  return");
  CHECK(source_of(reading, "a/b", "x\ndef") == "x\n    def");
  CHECK(source_of(reading, "a/c", "two") == "two");
  CHECK(source_of(reading, "a/c", "one two") == "one\n    two");
  CHECK(source_of(reading, "a/d", "y") == "y");
  CHECK(source_of(reading, "a/d", "  x") == "  x");
}

TEST_CASE("CRLF files map too") {
  const Reading reading("a: |\r\n  one\r\n  two\r\nb: x\r\n  y\r\n");
  CHECK(source_of(reading, "a", "two") == "two");
  CHECK(source_of(reading, "a", "\n") == "\r\n  ");
  CHECK(source_of(reading, "b", "x y") == "x\r\n  y");
}

TEST_CASE("JSON texts map through their escapes") {
  const Reading reading("{\"a\": \"{\\\"x\\\": 1}\"}", "template.json");
  CHECK(reading.value("a") == "{\"x\": 1}");
  CHECK(source_of(reading, "a", "\"x\"") == "\\\"x\\\"");
}

TEST_CASE("empty and too large ranges stay in the text") {
  const Reading reading("a: 'x'\nb: |\n  y\n");
  const Node& a = *reading.at("a");
  CHECK(in_file(reading.text(), a, {1, 1}) == Span{5, 5});
  CHECK(in_file(reading.text(), a, {0, 99}) == Span{4, 5});
  const Node& b = *reading.at("b");
  CHECK(reading.text(in_file(reading.text(), b, {0, 99})) == "y\n");
  CHECK(in_file(reading.text(), *reading->root, {0, 1}) == reading->root->span);
}
