// Calendar days as users write them.

#include "base/date.h"

#include <doctest/doctest.h>

using namespace cumulint;

TEST_CASE("a date is read and written as year, month, day") {
  CHECK(parse_date("2026-11-24")->yyyymmdd == 20261124);
  CHECK(format_date(*parse_date("2027-02-01")) == "2027-02-01");
  CHECK(format_date({}).empty());
}

TEST_CASE("what is no day of the calendar is refused") {
  for (const char* text : {"", "2026", "2026-13-01", "2026-02-29", "2026-00-10", "2026-1-1", "+026-01-01", "2026-11-24 ",
                           "0000-00-00", "2026/11/24"}) {
    CAPTURE(text);
    CHECK(!parse_date(text));
  }
  CHECK(parse_date("2028-02-29"));
}

TEST_CASE("dates are ordered") {
  CHECK(*parse_date("2026-12-31") < *parse_date("2027-01-01"));
}
