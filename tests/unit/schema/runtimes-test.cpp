// Runtimes: their dates, successors, and a table without gaps.

#include "schema/runtimes.h"

#include <doctest/doctest.h>

using namespace cumulint;
using namespace cumulint::schema;

TEST_CASE("a runtime has its dates and its successor") {
  const Runtime* runtime = find_runtime("nodejs18.x");
  REQUIRE(runtime);
  CHECK(format_date(runtime->deprecated()) == "2025-09-01");
  CHECK(format_date(runtime->create_blocked()) == "2027-02-01");
  CHECK(format_date(runtime->update_blocked()) == "2027-03-03");
  CHECK(runtime->successor() == "nodejs24.x");
  CHECK(find_runtime("python3.14")->successor().empty());
}

TEST_CASE("a runtime that is announced without a date is known, an invented one is not") {
  REQUIRE(find_runtime("python3.15"));
  CHECK(!find_runtime("python3.15")->deprecated().is_known());
  CHECK(!find_runtime("python3.99"));
  CHECK(!find_runtime(""));
}

TEST_CASE("every date is a day, and every successor is a runtime that has none") {
  CHECK(runtimes().size() > 45);
  for (const Runtime& runtime : runtimes()) {
    CAPTURE(runtime.id());
    CHECK(find_runtime(runtime.id()) == &runtime);
    for (Date date : {runtime.deprecated(), runtime.create_blocked(), runtime.update_blocked()})
      if (date.is_known()) CHECK(parse_date(format_date(date)) == date);
    if (runtime.successor().empty()) continue;
    REQUIRE(find_runtime(runtime.successor()));
    CHECK(find_runtime(runtime.successor())->successor().empty());
  }
}
