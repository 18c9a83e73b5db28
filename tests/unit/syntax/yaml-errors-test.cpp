// Broken lines: one diagnostic each, and everything else is kept.

#include <doctest/doctest.h>

#include "support/reading.h"
#include "support/tree-checks.h"

using namespace cumulint;
using namespace cumulint::test;

namespace {

struct Case {
  const char* text;
  const char* shape;
  const char* errors;
};

void check(const Case& expected) {
  CAPTURE(expected.text);
  const Reading reading(expected.text);
  CHECK(shape(*reading->root) == expected.shape);
  CHECK(reading.errors() == expected.errors);
  CHECK(!reading->complete);
  CHECK(broken_promise(*reading) == "");
  for (const SyntaxError& error : reading->errors) CHECK(!error.help.empty());
}

}  // namespace

TEST_CASE("a half-typed key") {
  check({"a:\n  b: 1\n  Prop\n  c: 2\nd: 3\n", "{a: {b: 1, Prop: ??, c: 2}, d: 3}", "3: a key without a colon\n"});
  check({"a:\n  Prop\n  c: 2\nd: 3\n", "{a: {Prop: ??, c: 2}, d: 3}", "2: a key without a colon\n"});
  check({"a:\n  b: 1\n  Prop\n    x: 2\nd: 3\n", "{a: {b: 1, Prop: {x: 2}}, d: 3}", "3: a key without a colon\n"});
  check({"a:\n  b: 1\n  Prop", "{a: {b: 1, Prop: ??}}", "3: a key without a colon\n"});
}

TEST_CASE("a quote that is never closed") {
  check({"a: \"one\nb: 2\nc: \"x\"\n", "{a: \"one\", b: 2, c: \"x\"}", "1: a quote that is never closed\n"});
  check({"a:\n  b: 'one\n  c: 2\n", "{a: {b: 'one', c: 2}}", "2: a quote that is never closed\n"});
  check({"a: \"one\n", "{a: \"one\"}", "1: a quote that is never closed\n"});
}

TEST_CASE("a bracket that is never closed") {
  check({"a:\n  b: [x, y\n  c: 2\nd: 3\n", "{a: {b: [x, y], c: 2}, d: 3}", "2: a bracket that is never closed\n"});
  check({"a: !Join ['', [x, y]\nb: {c: 1}\n", "{a: !Join ['', [x, y]], b: {c: 1}}", "1: a bracket that is never closed\n"});
  check({"a: {x: [1}\nb: 2\n", "{a: {x: [1]}, b: 2}", "1: a bracket that is never closed\n"});
  check({"a: [x]]\nb: 2\n", "{a: [x], b: 2}", "1: this does not belong to the value before it\n"});
}

TEST_CASE("a missing comma in brackets") {
  check({"a: [\"x\" \"y\"]\nb: 2\n", "{a: [\"x\", \"y\"], b: 2}", "1: a comma is missing before this\n"});
  check({"a: {x: 1, y: {z: 2} w: 3}\nb: 2\n", "{a: {x: 1, y: {z: 2}, w: 3}, b: 2}", "1: a comma is missing before this\n"});
}

TEST_CASE("an unresolved merge conflict") {
  check({"a:\n  b: 1\n<<<<<<< HEAD\n  c: 2\n=======\n  c: 3\n>>>>>>> other\n  d: 4\n", "{a: {b: 1, c: 2, d: 4}}",
         "3: an unresolved merge conflict\n"});
}

TEST_CASE("a tab below a key is deeper than the key, and so are its like") {
  check({"a:\n    b:\n\t  c: 1\n\t  d: 2\n    e: 3\n", "{a: {b: {c: 1, d: 2}, e: 3}}",
         "3: a tab in the indentation\n4: a tab in the indentation\n"});
}

TEST_CASE("a tab in the indentation") {
  check({"a:\n  b: 1\n\tc: 2\n  d: 3\n", "{a: {b: 1, c: 2, d: 3}}", "3: a tab in the indentation\n"});
}

TEST_CASE("no space behind the colon") {
  check({"a:\n  b: 1\n  Type:AWS::SQS::Queue\n  c: 2\n", "{a: {b: 1, Type: AWS::SQS::Queue, c: 2}}",
         "3: no space behind the colon\n"});
  check({"a:\n  Type:AWS::SQS::Queue\n  c: 2\n", "{a: {Type: AWS::SQS::Queue, c: 2}}", "2: no space behind the colon\n"});
  check({"a: 1\n\"b\":2\nc: 3\n", "{a: 1, b: 2, c: 3}", "2: no space behind the colon\n"});
}

TEST_CASE("a key without a space behind its colon keeps the block below it") {
  check({"R:\n  A:\n    Type: x\n    P:\n      b: 1\n  B:curc\n    Type: y\n    P: 2\n  C:\n    Type: z\n",
         "{R: {A: {Type: x, P: {b: 1}}, B: {Type: y, P: 2}, C: {Type: z}}}", "6: no space behind the colon\n"});
  check({"R:\n  A:curc\n    Type: x\n  B:\n    Type: y\n", "{R: {A: {Type: x}, B: {Type: y}}}",
         "2: no space behind the colon\n"});
  check({"R:\n  A:\n  B:curc\n    Type: y\n", "{R: {A: , B: {Type: y}}}", "3: no space behind the colon\n"});
  check({"S:\n  - Effect: Allow\n    Action:x\n      - a\n    Resource: b\n",
         "{S: [{Effect: Allow, Action: [a], Resource: b}]}", "3: no space behind the colon\n"});
  check({"R:\n  A:\n    Text: x\n  B:some text\n    that goes on\n  C: 1\n",
         "{R: {A: {Text: x}, B: some text that goes on, C: 1}}", "4: no space behind the colon\n"});
}

TEST_CASE("a key without its colon keeps the block below it, where that is no part of the block above") {
  check({"R:\n  A:\n    Type: x\n    P: 1\n  B\n    Type: y\n    P: 2\n", "{R: {A: {Type: x, P: 1}, B: {Type: y, P: 2}}}",
         "5: a key without a colon\n"});
}

TEST_CASE("indentation that fits no line above") {
  check({"a:\n  b: \"1\"\n    c: 2\n  d: 3\n", "{a: {b: \"1\", c: 2, d: 3}}",
         "3: the indentation of this line fits no line above\n"});
  check({"a:\n    b: 1\n  c: 2\nd: 3\n", "{a: {b: 1, c: 2}, d: 3}", "3: the indentation of this line fits no line above\n"});
  check({"a:\n  b: 1\n    c: 2\n    d: 3\n  e: 4\n", "{a: {b: 1, c: 2, d: 3, e: 4}}", "3: a key inside of a text\n"});
  check({"a:\n  b: 1\nstray\n  c: 2\nd: 3\n", "{a: {b: 1, c: 2}, d: 3}",
         "3: the indentation of this line fits no line above\n"});
}

TEST_CASE("a text that stands deeper than the block behind it") {
  constexpr const char* fits_no_line = "2: the indentation of this line fits no line above\n";
  check({"R:\n      Prop:value\n  A:\n    Type: x\n  B: 1\n", "{R: {A: {Type: x}, B: 1}}", fits_no_line});
  check({"R:\n      \"Key\"\n  A: 1\n  B: 2\n", "{R: {A: 1, B: 2}}", fits_no_line});
  check({"  }\nR: 1\nS: 2\n", "{R: 1, S: 2}", "1: a plain text can't start with this character\n"});
}

TEST_CASE("a second colon in a line") {
  check({"a:\n  Description: one: two\n  c: 2\n", "{a: {Description: one: two, c: 2}}", "2: a second colon in one line\n"});
}

TEST_CASE("text behind a whole value") {
  check({"a: \"x\" y\nb: 2\n", "{a: \"x\", b: 2}", "1: this does not belong to the value before it\n"});
}

TEST_CASE("a text that starts with a reserved character") {
  check({"a: @x\nb: `y`\nc: 1\n", "{a: @x, b: `y`, c: 1}",
         "1: a plain text can't start with this character\n2: a plain text can't start with this character\n"});
}

TEST_CASE("list items and keys at one column") {
  check({"a: 1\n- x\nb: 2\n", "{a: 1, b: 2}", "2: a list item between the keys of a mapping\n"});
  check({"a:\n  - x\n  y\n  - z\n", "{a: [x, y, z]}", "3: a list item without its dash\n"});
}

TEST_CASE("an unknown escape keeps its backslash") {
  check({"a: \"\\d+\"\nb: 1\n", "{a: \"\\d+\", b: 1}", "1: an unknown escape in a double-quoted text\n"});
}

TEST_CASE("aliases that mean nothing") {
  check({"a: *x\nb: 1\n", "{a: ??, b: 1}", "1: no anchor of this name stands before the alias\n"});
  check({"a: &x [*x]\nb: 1\n", "{a: [??], b: 1}", "1: the alias stands inside the value that it repeats\n"});
  check({"a: &x\n  <<: *x\n  b: 1\n", "{a: {<<: ??, b: 1}}", "2: the alias stands inside the value that it repeats\n"});
}

TEST_CASE("many broken lines are reported one by one") {
  check({"R:\n  A:\n    x: \"1\n    Prop\n    y:2\n  B: [1\n  C:\n    z: a: b\n",
         "{R: {A: {x: \"1\", Prop: ??, y: 2}, B: [1], C: {z: a: b}}}",
         "3: a quote that is never closed\n4: a key without a colon\n5: no space behind the colon\n"
         "6: a bracket that is never closed\n8: a second colon in one line\n"});
}
