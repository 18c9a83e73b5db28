// What `debug tree` prints.

#include "syntax/print-tree.h"

#include <doctest/doctest.h>

#include "support/reading.h"

using namespace cumulint;
using namespace cumulint::test;

TEST_CASE("the text has one line a node with its place") {
  const Reading reading("a: &x !Ref B # c\nb:\n  - *x\n  - é: [\"y\"]\nc\n");
  CHECK(print_tree(*reading, false) ==
        "mapping 1:1-5:2\n"
        "  \"a\" 1:1-1:2: plain !Ref 1:12-1:13 \"B\" used 2 times\n"
        "  \"b\" 2:1-2:2: sequence 3:3-4:13\n"
        "    - alias 3:5-3:7 of 1:12-1:13\n"
        "    - mapping 4:5-4:13\n"
        "      \"é\" 4:5-4:6: sequence flow 4:8-4:13\n"
        "        - double_quoted 4:9-4:12 \"y\"\n"
        "  \"c\" 5:1-5:2: broken 5:2-5:2\n"
        "comment 1:14-1:17\n"
        "error 5:1-5:2: a key without a colon\n");
}

TEST_CASE("the JSON has byte offsets and is JSON") {
  const Reading reading("a: \"x\\n\\\"\"\nb: [1]\n");
  const std::string json = print_tree(*reading, true);
  const Reading again(json, "tree.json");
  CHECK(again.errors() == "");
  CHECK(again->json);
  CHECK(again.value("documents/0/children/0/value/text") == "x\n\"");
  CHECK(shape(*again.at("documents/0/children/1/value/span")) == "[14, 17]");
}
