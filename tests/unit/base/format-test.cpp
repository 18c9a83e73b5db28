// Formatting: numbers and text arrive as written, with fmt declared only.

#include "base/format.h"

#include <doctest/doctest.h>

using namespace cumulint;

TEST_CASE("format writes text and numbers") {
  CHECK(format("{} of {}: {:.1f} %", std::string_view("2"), 3, 66.66) == "2 of 3: 66.7 %");
  CHECK(format("{:>4}|{:<4}|{:04x}", 7, "ab", 255) == "   7|ab  |00ff");
}

TEST_CASE("append adds to what is there") {
  std::string out = "line ";
  append(out, "{}:{}", 4, std::string("12"));
  CHECK(out == "line 4:12");
}
