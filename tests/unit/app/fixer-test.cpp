// Fixes over several rounds and files.

#include "app/fixer.h"

#include <doctest/doctest.h>

#include "base/strings.h"
#include "support/analyse.h"
#include "support/memory-outside.h"

using namespace cumulint;

TEST_CASE("a safe fix keeps all else of the file, and a second run changes nothing") {
  const test::Files before = {{"template.yaml", test::slow_template}};
  const test::Files after = test::fix(before, {.select = {"sqs-visibility-timeout"}});
  std::string expected = test::slow_template;
  expected.replace(expected.find("60"), 2, "720");
  CHECK(after.at("template.yaml") == expected);
  CHECK(test::fix(after, {.select = {"sqs-visibility-timeout"}}) == after);
  CHECK(test::analyse(after, {.select = {"sqs-visibility-timeout"}})->lines().empty());
}

TEST_CASE("what a default decides is a suggestion, made only when asked for") {
  std::string text = test::slow_template;
  text.replace(text.find("Timeout: 120"), 12, "Timeout: !Ref Limit");
  text += "Parameters:\n  Limit: {Type: Number, Default: 120}\n";
  const test::Files before = {{"template.yaml", text}};
  CHECK(test::fix(before, {.select = {"sqs-visibility-timeout"}}) == before);
  CHECK(contains(test::fix(before, {.select = {"sqs-visibility-timeout"}}, true).at("template.yaml"),
                 "VisibilityTimeout: 720"));
}

TEST_CASE("suppressed findings are not fixed") {
  std::string text = test::slow_template;
  text.replace(text.find("60\n"), 3, "60 # cumulint: ignore[sqs-visibility-timeout] bounded\n");
  const test::Files before = {{"template.yaml", text}};
  CHECK(test::fix(before, {.select = {"sqs-visibility-timeout"}}) == before);
}
