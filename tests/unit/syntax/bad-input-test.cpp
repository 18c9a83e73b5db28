// Input that nobody should write: bounded in time, memory and depth, and said in one diagnostic.

#include <doctest/doctest.h>

#include "support/reading.h"
#include "support/tree-checks.h"

using namespace cumulint;
using namespace cumulint::test;

namespace {

std::string repeated(const std::string& text, std::size_t count) {
  std::string out;
  out.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

void check_one_error(const Reading& reading, const std::string& message) {
  REQUIRE(reading->errors.size() == 1);
  CHECK(std::string(reading->errors[0].message) == message);
  CHECK(broken_promise(*reading) == "");
}

/// The node at the end of the first children.
const Node& deepest(const Node& root, int& depth) {
  const Node* node = &root;
  for (depth = 0; !node->children.empty(); ++depth) node = node->children[0].value;
  return *node;
}

}  // namespace

TEST_CASE("an empty file, one of blanks and one of comments have an empty value") {
  for (const char* text : {"", " ", "\n\n", "# comment\n", "\xEF\xBB\xBF", "---\n"}) {
    CAPTURE(text);
    const Reading reading(text);
    CHECK(reading.errors() == "");
    CHECK(is_null(*reading->root));
    CHECK(broken_promise(*reading) == "");
  }
}

TEST_CASE("a binary file is one fatal error") {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 37);
  const Reading reading(bytes);
  check_one_error(reading, "this is no text file");
  CHECK(reading->errors[0].fatal);
  CHECK(is_null(*reading->root));
}

TEST_CASE("UTF-16 is named") {
  for (const std::string& text : {std::string("\xFF\xFE" "a\0:\0", 6), std::string("\xFE\xFF\0a\0:", 6)}) {
    const Reading reading(text);
    check_one_error(reading, "the file is UTF-16");
    CHECK(reading->errors[0].fatal);
  }
}

TEST_CASE("a NUL byte, a control character and wrong UTF-8 are named, and the rest is read") {
  const Reading nul(std::string("a: 1\nb: x\0y\nc: 2\n", 17));
  check_one_error(nul, "a NUL byte in the text");
  CHECK(nul.value("c") == "2");
  CHECK(nul.value("b") == "x y");
  const Reading control("a: 1\nb: x\x01y\nc: 2\n");
  check_one_error(control, "a control character in the text");
  CHECK(control.value("c") == "2");
  for (const char* wrong : {"\xE9", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xE2\x82"}) {
    const Reading latin("a: 1\nbcdefghi: caf" + std::string(wrong) + " x\nc: 2\n");
    check_one_error(latin, "this is not UTF-8");
    CHECK(latin.value("c") == "2");
  }
}

TEST_CASE("text beyond the ASCII characters is no error") {
  const Reading reading("# äöü €\na: 日本語 𝄞\nb: 'é'\n");
  CHECK(reading.errors() == "");
  CHECK(reading.value("a") == "日本語 𝄞");
}

TEST_CASE("200,000 levels end at the limit of 200") {
  for (const char* level : {"[", "{a: ", "- ", "? ", "[a: ", "- - "}) {
    CAPTURE(level);
    const Reading reading(repeated(level, 200'000));
    CHECK(reading->errors.size() == 1);
    CHECK(broken_promise(*reading) == "");
    int depth = 0;
    deepest(*reading->root, depth);
    CHECK(depth <= 200);
    if (level[0] != '?') CHECK(depth >= 199);
  }
  std::string steps;
  for (std::size_t i = 0; i < 2000; ++i) steps += std::string(i, ' ') + "a:\n";
  check_one_error(Reading(steps + "b: 1\n"), "values nest too deeply");
  const Reading json(repeated("[", 200'000) + repeated("]", 200'000), "a.json");
  check_one_error(json, "values nest too deeply");
}

TEST_CASE("what stands beside a value that is too deep is kept") {
  const Reading reading("a: " + repeated("[", 300) + repeated("]", 300) + "\nb: 1\n");
  check_one_error(reading, "values nest too deeply");
  CHECK(reading.value("b") == "1");
}

TEST_CASE("an alias bomb stays small") {
  std::string bomb = "a0: &a0 x\n";
  for (int i = 1; i <= 20; ++i) {
    const std::string before = std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated("*a" + before + ", ", 9) + "]\n";
  }
  const Reading reading(bomb);
  CHECK(broken_promise(*reading) == "");  // walks all of it, as later passes may
  REQUIRE(!reading->errors.empty());
  CHECK(std::string(reading->errors[0].message) == "the aliases repeat too many values");
}

TEST_CASE("a merge bomb and a merge cycle stay small") {
  std::string bomb = "a0: &a0 {x: 1}\n", chain = bomb;
  for (int i = 1; i <= 30; ++i) {
    const std::string before = std::to_string(i - 1), name = std::to_string(i);
    bomb += "a" + name + ": &a" + name + "\n  <<: [" + repeated("*a" + before + ", ", 9) + "]\n  k" + name + ": 1\n";
    chain += "a" + name + ": &a" + name + "\n  <<: *a" + before + "\n  k" + name + ": 1\n";
  }
  CHECK(broken_promise(*Reading(bomb)) == "");
  const Reading reading(chain);
  CHECK(reading.errors() == "");
  CHECK(broken_promise(*reading) == "");
  CHECK(reading.at("a20")->children.size() == 21);
  CHECK(Reading("a: &a\n  b: &b\n    <<: *a\n  <<: *b\n")->errors.size() == 1);
}

TEST_CASE("aliases cannot nest deeper than values") {
  std::string text = "a0: &a0 x\n";
  for (int i = 1; i <= 400; ++i) {
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
  }
  const Reading reading(text);
  CHECK(broken_promise(*reading) == "");
  REQUIRE(!reading->errors.empty());
  CHECK(std::string(reading->errors[0].message) == "aliases nest too deeply");
}

TEST_CASE("the number of aliases and of values is bounded") {
  ReadLimits few;
  few.aliases = 3;
  const Reading aliases("a: &a x\nb: [*a, *a, *a, *a]\n", "t.yaml", few);
  check_one_error(aliases, "the aliases repeat too many values");
  few.nodes = 5;
  const Reading nodes("a: [1, 2, 3, 4, 5, 6, 7, 8]\nb: 1\n", "t.yaml", few);
  check_one_error(nodes, "the file has too many values");
  const Reading json("{\"a\": [1, 2, 3, 4, 5, 6, 7, 8]}", "t.json", few);
  check_one_error(json, "the file has too many values");
}

TEST_CASE("10 MB and a line of 3 MB are read") {
  const Reading large(repeated("- key: value\n  other: [1, 2]\n", 350'000), "t.yaml", {200, 10'000'000, 10});
  CHECK(large.errors() == "");
  CHECK(large->root->children.size() == 350'000);
  const Reading line("a: \"" + repeated("x", 3'000'000) + "\"\nb: [" + repeated("y, ", 1'000'000) + "]\n");
  CHECK(line.errors() == "");
  CHECK(line.at("a")->text.size() == 3'000'000);
  CHECK(line.at("b")->children.size() == 1'000'000);
}

TEST_CASE("a broken line on every line gives at most one diagnostic each") {
  for (const char* line : {"a: \"x\n", "a: [x\n", "Prop\n", "a:x\n", "\ta: 1\n", "a: b: c\n", "a: 'x\n", "a: {b: [c\n"}) {
    CAPTURE(line);
    const Reading reading("root:\n" + repeated("  " + std::string(line), 3000) + "last: 1\n");
    CHECK(reading->errors.size() <= 3001);
    CHECK(broken_promise(*reading) == "");
    CHECK(reading.value("last") == "1");
  }
}
