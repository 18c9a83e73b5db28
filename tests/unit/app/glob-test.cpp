// Patterns of ignore files.

#include "app/glob.h"

#include <doctest/doctest.h>

#include <string>

#include "app/gitignore.h"

using namespace cumulint;
using Answer = IgnoreFile::Answer;

TEST_CASE("stars stop at slashes, two of them do not") {
  CHECK(matches_git_pattern("*.yaml", "a.yaml"));
  CHECK(!matches_git_pattern("*.yaml", "a/b.yaml"));
  CHECK(matches_git_pattern("a/**", "a/b/c"));
  CHECK(!matches_git_pattern("a/**", "a"));
  CHECK(matches_git_pattern("**/a", "a"));
  CHECK(matches_git_pattern("**/a", "x/y/a"));
  CHECK(!matches_git_pattern("**/a", "xa"));
  CHECK(matches_git_pattern("a/**/b", "a/b"));
  CHECK(matches_git_pattern("a/**/b", "a/x/y/b"));
  CHECK(!matches_git_pattern("a/**/b", "a/xb"));
  CHECK(!matches_git_pattern("a**b", "a/b"));
  CHECK(!matches_git_pattern("?", "/"));
}

TEST_CASE("classes, ranges, negation and escapes") {
  CHECK(matches_git_pattern("[a-c]x", "bx"));
  CHECK(!matches_git_pattern("[!a-c]x", "bx"));
  CHECK(matches_git_pattern("[^a-c]x", "dx"));
  CHECK(matches_git_pattern("[]]", "]"));
  CHECK(matches_git_pattern("[[:digit:]]*", "7x"));
  CHECK(matches_git_pattern("\\*", "*"));
  CHECK(!matches_git_pattern("\\*", "a"));
  CHECK(!matches_git_pattern("[a", "[a"));
  CHECK(!matches_git_pattern("a\\", "a"));
  CHECK(!matches_git_pattern("[!a]", "/"));
}

TEST_CASE("many stars cost no more than their product") {
  std::string pattern, path(2000, 'a');
  for (int i = 0; i < 200; ++i) pattern += "a*";
  CHECK(!matches_git_pattern(pattern + "b", path));
}

TEST_CASE("the last pattern decides; comments, blanks, negation, folders and anchors") {
  const IgnoreFile file("/p",
                        "# comment\n\n*.log\n!keep.log\nbuild/\n/top.txt\ndocs/*.md\ntrailing  \n\\#hash\nkept\\ \r\n");
  CHECK(file.ask("/p/a/b.log", false) == Answer::ignored);
  CHECK(file.ask("/p/a/keep.log", false) == Answer::kept);
  CHECK(file.ask("/p/x/build", true) == Answer::ignored);
  CHECK(file.ask("/p/x/build", false) == Answer::unsaid);
  CHECK(file.ask("/p/top.txt", false) == Answer::ignored);
  CHECK(file.ask("/p/a/top.txt", false) == Answer::unsaid);
  CHECK(file.ask("/p/docs/a.md", false) == Answer::ignored);
  CHECK(file.ask("/p/a/docs/a.md", false) == Answer::unsaid);
  CHECK(file.ask("/p/trailing", false) == Answer::ignored);
  CHECK(file.ask("/p/#hash", false) == Answer::ignored);
  CHECK(file.ask("/p/kept ", false) == Answer::ignored);
  CHECK(file.ask("/other/b.log", false) == Answer::unsaid);
}
