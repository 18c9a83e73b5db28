// Diffs that `patch` can read.

#include "app/unified-diff.h"

#include <doctest/doctest.h>

#include <string>

using namespace cumulint;

TEST_CASE("equal texts have no diff") { CHECK(unified_diff("f", "a\n", "a\n").empty()); }

TEST_CASE("changed, added and removed lines with three lines around") {
  CHECK(unified_diff("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") ==
        "--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  CHECK(unified_diff("f", "1\n", "1\n2\n") == "--- a/f\n+++ b/f\n@@ -1 +1,2 @@\n 1\n+2\n");
  CHECK(unified_diff("f", "", "1\n") == "--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+1\n");
  CHECK(unified_diff("f", "1\n2\n", "2\n") == "--- a/f\n+++ b/f\n@@ -1,2 +1 @@\n-1\n 2\n");
}

TEST_CASE("a last line without a break is marked") {
  CHECK(unified_diff("f", "1\n2", "1\n2\n") ==
        "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+2\n");
}

TEST_CASE("changes far apart are hunks of their own, near ones share one") {
  std::string before, after, near;
  for (int i = 1; i <= 30; ++i) {
    before += std::to_string(i) + "\n";
    after += (i == 3 || i == 27 ? "x" : std::to_string(i)) + "\n";
    near += (i == 10 || i == 15 ? "x" : std::to_string(i)) + "\n";
  }
  const std::string far = unified_diff("f", before, after);
  CHECK(far.find("@@ -1,6 +1,6 @@") != std::string::npos);
  CHECK(far.find("@@ -24,7 +24,7 @@") != std::string::npos);
  CHECK(unified_diff("f", before, near).find("@@ -7,12 +7,12 @@") != std::string::npos);
}

TEST_CASE("texts that share nothing are replaced whole, in bounded time") {
  std::string before, after;
  for (int i = 0; i < 5000; ++i) {
    before += "a" + std::to_string(i) + "\n";
    after += "b" + std::to_string(i) + "\n";
  }
  CHECK(unified_diff("f", before, after).find("@@ -1,5000 +1,5000 @@") != std::string::npos);
}
