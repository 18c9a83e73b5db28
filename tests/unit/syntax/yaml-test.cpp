// YAML as templates use it.

#include <doctest/doctest.h>

#include "support/reading.h"

using namespace cumulint;
using namespace cumulint::test;

namespace {

/// The shape of a text that must be sound.
std::string sound(const std::string& text) {
  const Reading reading(text);
  CHECK(reading.errors() == "");
  CHECK(reading->complete);
  return shape(*reading->root);
}

}  // namespace

TEST_CASE("block mappings and sequences nest by indentation") {
  CHECK(sound("a:\n  b: 1\n  c:\n    - x\n    - y: 2\n      z: 3\nd: 4\n") == "{a: {b: 1, c: [x, {y: 2, z: 3}]}, d: 4}");
  CHECK(sound("a:\n- x\n- y\nb: 1\n") == "{a: [x, y], b: 1}");
  CHECK(sound("- - a\n  - b\n-\n  c: d\n") == "[[a, b], {c: d}]");
  CHECK(sound("? a\n: b\n? [c]\n: d\n") == "{a: b, [c]: d}");
}

TEST_CASE("flow collections may span lines of any indentation") {
  CHECK(sound("a: [x, \"y\", {b: 1}]\n") == "{a: [x, \"y\", {b: 1}]}");
  CHECK(sound("a: {\n\"b\": [\n1,2,\n],\n\tc: 3}\nd: 4\n") == "{a: {b: [1, 2], c: 3}, d: 4}");
  CHECK(sound("[a: b, c, ? d : e]") == "[{a: b}, c, {d: e}]");
  CHECK(sound("{a, b: , \"c\":d}") == "{a: , b: , c: d}");
}

TEST_CASE("intrinsic functions in short and long form keep their tags") {
  CHECK(sound("a: !Ref B\nb: !Fn::Sub '${C}'\nc: !GetAtt a.b\n") == "{a: !Ref B, b: !Fn::Sub '${C}', c: !GetAtt a.b}");
  CHECK(sound("a: !If [X, !Ref Y, !Sub \"z\"]\n") == "{a: !If [X, !Ref Y, !Sub \"z\"]}");
  CHECK(sound("a: !Join\n  - ','\n  - - x\n") == "{a: !Join [',', [x]]}");
  CHECK(sound("a: !Transform\n  Name: AWS::Include\n") == "{a: !Transform {Name: AWS::Include}}");
  CHECK(sound("Fn::If:\n  - C\n  - !Ref AWS::NoValue\n") == "{Fn::If: [C, !Ref AWS::NoValue]}");
  CHECK(sound("a: !!str 1\nb: !<tag:x> 2\n") == "{a: !!str 1, b: !<tag:x> 2}");
}

TEST_CASE("scalars keep their text, whatever type it has") {
  const Reading reading("a: 012345678901\nb: 1.10\nc: 2010-09-09\nd: yes\ne: ~\nf:\ng: \"null\"\nh: 0x1F\n");
  CHECK(shape(*reading->root) == "{a: 012345678901, b: 1.10, c: 2010-09-09, d: yes, e: ~, f: , g: \"null\", h: 0x1F}");
  CHECK(is_null(*reading.at("e")));
  CHECK(is_null(*reading.at("f")));
  CHECK(!is_null(*reading.at("g")));
  CHECK(!is_null(*reading.at("d")));
}

TEST_CASE("plain texts fold over lines and end at a comment or a key") {
  CHECK(sound("a: one\n  two\n\n  three # comment\nb: x#y:z\n") == "{a: one two\nthree, b: x#y:z}");
  CHECK(sound("a: http://x:80/y\nb: -1\nc: ?x\nd: :y\n") == "{a: http://x:80/y, b: -1, c: ?x, d: :y}");
  CHECK(sound("one\ntwo\n") == "one two");
}

TEST_CASE("single quotes escape only themselves, double quotes know escapes; both fold") {
  CHECK(sound("a: 'it''s'\nb: 'x\n  y'\n") == "{a: 'it's', b: 'x y'}");
  CHECK(sound(R"(a: "\t\"\\\/\x41\u00e9\U0001F600\e")") == "{a: \"\t\"\\/A\xC3\xA9\xF0\x9F\x98\x80\x1B\"}");
  CHECK(sound("a: \"x\n\n  y \\\n  z\"\n") == "{a: \"x\ny z\"}");
}

TEST_CASE("block texts keep, clip and strip their end") {
  CHECK(sound("a: |\n  x\n   y\n\nb: 1\n") == "{a: \"x\n y\n\", b: 1}");
  CHECK(sound("a: |-\n  x\n\nb: 1\n") == "{a: \"x\", b: 1}");
  CHECK(sound("a: |+\n  x\n\nb: 1\n") == "{a: \"x\n\n\", b: 1}");
  CHECK(sound("a: >\n  x\n  y\n\n  z\n    code\n  w\n") == "{a: \"x y\nz\n  code\nw\n\"}");
  CHECK(sound("a: |2\n    x\n   y\n") == "{a: \"  x\n y\n\"}");
  CHECK(sound("a: | # comment\n  # text\nb: 1\n") == "{a: \"# text\n\", b: 1}");
  CHECK(sound("a: |\n  no break at the end") == "{a: \"no break at the end\"}");
}

TEST_CASE("CRLF and lone CR are line breaks; texts get newlines") {
  CHECK(sound("a:\r\n  b: |\r\n    x\r\n    y\r\n  c: 1 # d\r\n") == "{a: {b: \"x\ny\n\", c: 1}}");
  CHECK(sound("a: 1\rb: 2\r") == "{a: 1, b: 2}");
}

TEST_CASE("a byte order mark is no text, and places count it") {
  const Reading reading("\xEF\xBB\xBF" "a: b\n");
  CHECK(reading.errors() == "");
  CHECK(shape(*reading->root) == "{a: b}");
  CHECK(reading->root->children[0].key_span == Span{3, 4});
}

TEST_CASE("tabs separate, but only spaces indent") {
  CHECK(sound("a:\tb\t# c\nd: [\t1,\t2\t]\n") == "{a: b, d: [1, 2]}");
  CHECK(Reading("a:\n\tb: 1\n").errors() == "2: a tab in the indentation\n");
}

TEST_CASE("an alias shares the node of its anchor") {
  const Reading reading("a: &x {b: 1}\nc: *x\nd: [*x]\n");
  CHECK(reading.errors() == "");
  const Node* shared = reading.at("a");
  CHECK(reading.at("c") == shared);
  CHECK(reading.at("d/0") == shared);
  CHECK(shared->users == 3);
  const Entry& alias = *find_entry(*reading->root, "c");
  CHECK(alias.aliased);
  CHECK(reading.text(alias.written) == "*x");
  CHECK(!find_entry(*reading->root, "a")->aliased);
  CHECK(reading.text(find_entry(*reading->root, "a")->written) == "&x {b: 1}");
}

TEST_CASE("merge keys bring in what is not written, the first source first") {
  const Reading reading("base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\nall:\n  <<: [*b, *m]\n  x: 0\none:\n  <<: *m\n");
  CHECK(reading.errors() == "");
  CHECK(shape(*reading.at("all")) == "{y: 2, z: 4, x: 0}");
  CHECK(shape(*reading.at("one")) == "{y: 3, z: 4}");
  const Entry& merged = *find_entry(*reading.at("all"), "y");
  CHECK(merged.merged);
  CHECK(reading.text(merged.written) == "*b");
  CHECK(reading.text(merged.key_span) == "y");
  CHECK(!find_entry(*reading.at("all"), "x")->merged);
  CHECK(shape(*Reading("a: {\"<<\": {b: 1}}\n").at("a")) == "{<<: {b: 1}}");
}

TEST_CASE("duplicate keys are kept in order; the first one is found") {
  const Reading reading("a: 1\nb: 2\na: 3\n");
  CHECK(reading.errors() == "");
  CHECK(shape(*reading->root) == "{a: 1, b: 2, a: 3}");
  CHECK(reading.value("a") == "1");
}

TEST_CASE("several documents are read; the first is the tree") {
  const Reading reading("%YAML 1.1\n---\na: 1\n...\n---\nb: 2\n--- !x\n- c\n");
  CHECK(reading.errors() == "");
  REQUIRE(reading->documents.size() == 3);
  CHECK(shape(*reading->root) == "{a: 1}");
  CHECK(shape(*reading->documents[2]) == "!x [c]");
}

TEST_CASE("comments are kept with their places") {
  const Reading reading("# one\na: 1 # two\nb: '#no'\n  # three\nc: |\n  # text\n");
  REQUIRE(reading->comments.size() == 3);
  CHECK(reading.text(reading->comments[0].span) == "# one");
  CHECK(reading->comments[0].own_line);
  CHECK(reading.text(reading->comments[1].span) == "# two");
  CHECK(!reading->comments[1].own_line);
  CHECK(reading->comments[2].own_line);
}

TEST_CASE("spans have quotes, but neither tag nor anchor") {
  const Reading reading("a: !Sub &x \"t\"\nb: |-\n  x\n\nc: [1, 2]\nd:\n");
  CHECK(reading.text(reading.at("a")->span) == "\"t\"");
  CHECK(reading.text(find_entry(*reading->root, "a")->written) == "!Sub &x \"t\"");
  CHECK(reading.text(reading.at("b")->span) == "|-\n  x");
  CHECK(reading.text(reading.at("c")->span) == "[1, 2]");
  CHECK(reading.at("d")->span.empty());
  CHECK(reading.text(find_entry(*reading->root, "a")->key_span) == "a");
}

TEST_CASE("keys that are no plain text have a node") {
  const Reading reading("\"a b\": 1\n&k c: 2\n[x, y]: 3\n*k : 4\n");
  CHECK(reading.errors() == "");
  const std::span<const Entry> entries = reading->root->children;
  REQUIRE(entries.size() == 4);
  CHECK(entries[0].key == "a b");
  CHECK(entries[0].key_node == nullptr);
  CHECK(reading.text(entries[0].key_span) == "\"a b\"");
  CHECK((entries[1].key == "c" && entries[1].key_node != nullptr));
  CHECK((entries[2].key == "" && entries[2].key_node->kind == NodeKind::sequence));
  CHECK((entries[3].key == "c" && entries[3].key_node == entries[1].key_node));
}
