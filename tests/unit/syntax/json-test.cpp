// JSON: the fast path, and what is kept of a broken text.

#include <doctest/doctest.h>

#include "support/reading.h"
#include "support/tree-checks.h"

using namespace cumulint;
using namespace cumulint::test;

namespace {

Reading json(const std::string& text) { return Reading(text, "template.json"); }

void check_broken(const char* text, const char* expected_shape, const char* errors) {
  CAPTURE(text);
  const Reading reading = json(text);
  CHECK(shape(*reading->root) == expected_shape);
  CHECK(reading.errors() == errors);
  CHECK(reading->json);
  CHECK(!reading->complete);
  CHECK(broken_promise(*reading) == "");
}

}  // namespace

TEST_CASE("JSON gives the same tree as YAML in flow style") {
  const Reading reading = json("{\n  \"a\": [1, -2.50e3, true, null, \"x\"],\n  \"b\": {\"c\": {}}, \"b\": []\n}\n");
  CHECK(reading.errors() == "");
  CHECK(reading->json);
  CHECK(shape(*reading->root) == "{a: [1, -2.50e3, true, null, \"x\"], b: {c: {}}, b: []}");
  CHECK(reading->root->flow);
  CHECK(reading.text(reading.at("a/1")->span) == "-2.50e3");
  CHECK(reading.text(reading.at("a/4")->span) == "\"x\"");
  CHECK(reading.text(reading.at("a")->span) == "[1, -2.50e3, true, null, \"x\"]");
  CHECK(reading.text(find_entry(*reading->root, "b")->key_span) == "\"b\"");
  CHECK(is_null(*reading.at("a/3")));
  CHECK(broken_promise(*reading) == "");
}

TEST_CASE("JSON escapes, with pairs of surrogates") {
  const Reading reading = json(R"({"\u0061\n": "\"\\\/\b\f\r\t \u00e9 \ud83d\ude00 é"})");
  CHECK(reading.errors() == "");
  CHECK(shape(*reading->root) == "{a\n: \"\"\\/\b\f\r\t \xC3\xA9 \xF0\x9F\x98\x80 \xC3\xA9\"}");
  CHECK(broken_promise(*reading) == "");
}

TEST_CASE("a byte order mark before JSON") {
  const Reading reading = json("\xEF\xBB\xBF{\"a\": 1}");
  CHECK(reading.errors() == "");
  CHECK(reading.text(reading.at("a")->span) == "1");
}

TEST_CASE("the content decides between JSON and YAML, unless the name says YAML") {
  CHECK(Reading(" {\"a\": 1}", "template")->json);
  CHECK(Reading("[1]", "x.json")->json);
  CHECK(!Reading("{\"a\": 1}", "x.yaml")->json);
  CHECK(!Reading("{\"a\": 1}", "x.YML")->json);
  CHECK(!Reading("a: 1", "x.json")->json);
  CHECK(!Reading("", "x.json")->json);
}

TEST_CASE("broken JSON keeps all that is whole") {
  check_broken("{\"a\": 1 \"b\": 2}", "{a: 1, b: 2}", "1: a comma is missing before this\n");
  check_broken("{\n  \"a\": {\n    \"x\": \"1,\n    \"y\": 2\n  },\n  \"b\": 3\n}\n", "{a: {x: \"1\", y: 2}, b: 3}",
               "3: a quote that is never closed\n");
  check_broken("{\n  \"a\": [1,\n  \"b\": 3\n}\n", "{a: [1], b: 3}", "2: a bracket that is never closed\n");
  check_broken("{\n  \"a\": {\n    \"x\": 1\n  \"b\": 3\n}\n", "{a: {x: 1}, b: 3}", "2: a bracket that is never closed\n");
  check_broken("{\n  \"a\": ,\n  \"b\": 3\n}\n", "{a: , b: 3}", "2: a value is missing here\n");
  check_broken("{\n  \"a\":\n  \"b\": 3\n}\n", "{a: ??, b: 3}", "2: a value is missing behind the colon\n");
  check_broken("{\n  \"a\": 1,\n  Prop\n  \"b\": 3\n}\n", "{a: 1, Prop: , b: 3}", "4: a comma is missing before this\n");
  check_broken("{\n  \"a\": {\n    \"x\": 1\n  },\n    \"y\": 1\n  },\n  \"b\": 2\n}\n", "{a: {x: 1}, y: 1, b: 2}",
               "6: a closing bracket whose opening one is missing\n");
}

TEST_CASE("truncated JSON keeps what is there") {
  check_broken("{\n  \"a\": {\n    \"b\": {\n      \"c\": 1\n  },\n  \"d\": 2\n}\n", "{a: {b: {c: 1}}, d: 2}",
               "3: a bracket that is never closed\n");
  check_broken("{\n  \"a\": {\n    \"b\": {\"c\": {\"d\": 1}\n  }\n}\n", "{a: {b: {c: {d: 1}}}}",
               "3: a bracket that is never closed\n");
  check_broken("{\"a\": {\"b\": [1, 2", "{a: {b: [1, 2]}}", "1: a bracket that is never closed\n");
  check_broken("{\"a\": \"b", "{a: \"b\"}", "1: a quote that is never closed\n");
  check_broken("{", "{}", "1: a bracket that is never closed\n");
  check_broken("[1, {\"a\"", "[1, {a: }]", "1: a bracket that is never closed\n");
}

TEST_CASE("what YAML allows and JSON does not is still an error") {
  check_broken("{\"a\": [1, 2,],}", "{a: [1, 2]}", "1: a comma behind the last entry\n");
  check_broken("{\"a\": 1,\n}", "{a: 1}", "2: a comma behind the last entry\n");
  check_broken("{\"a\": 'b'}", "{a: 'b'}", "1: a text in single quotes\n");
  check_broken("{\"a\": 1,\n  # of b\n\"b\": 2}", "{a: 1, b: 2}", "2: a comment in JSON\n");
  check_broken("{a: 1}", "{a: 1}", "1: this is no JSON\n");
}

TEST_CASE("text behind the value") {
  check_broken("{\"a\": 1} x", "{a: 1}", "1: this does not belong to the value before it\n");
  check_broken("{\"a\": 1}}", "{a: 1}", "1: this does not belong to the value before it\n");
}

TEST_CASE("text before the value") {
  check_broken("Key: `\n{\n  \"a\": 1\n}\n", "{a: 1}", "1: this does not belong to the value behind it\n");
}

TEST_CASE("a dash before a line break in brackets") {
  check_broken("{\n  \"a\": [\n    -\r\n    , -\n  ],\n  \"b\": 2\n}\n", "{a: [??, ??], b: 2}",
               "3: a block sequence inside of brackets\n4: a block sequence inside of brackets\n");
  check_broken("[-\n", "[??]", "1: a block sequence inside of brackets\n");
}
