// Path arithmetic.

#include <doctest/doctest.h>

#include "text/file-system.h"

using namespace cumulint;

TEST_CASE("a path is normalised without a look at any file") {
  CHECK(normalise_path("a/./b/../c") == "a/c");
  CHECK(normalise_path("./template.yaml") == "template.yaml");
  CHECK(normalise_path("a//b/") == "a/b");
  CHECK(normalise_path("../../x") == "../../x");
  CHECK(normalise_path("a/../../x") == "../x");
  CHECK(normalise_path("/../x") == "/x");
  CHECK(normalise_path("/") == "/");
  CHECK(normalise_path("a/..") == ".");
  CHECK(normalise_path("") == "");
}

TEST_CASE("paths are joined and taken apart") {
  CHECK(join_path("a", "b") == "a/b");
  CHECK(join_path("a/", "b") == "a/b");
  CHECK(join_path("", "b") == "b");
  CHECK(join_path("a", "/b") == "/b");
  CHECK(folder_of("a/b/c.py") == "a/b");
  CHECK(folder_of("/c.py") == "/");
  CHECK(folder_of("c.py") == "");
  CHECK(file_name_of("a/b/c.py") == "c.py");
  CHECK(file_name_of("c.py") == "c.py");
  CHECK(extension_of("a.b/c") == "");
  CHECK(extension_of("a/c.test.js") == ".js");
  CHECK(extension_of("a/.gitignore") == "");
}

TEST_CASE("a relative path is shortened only below its folder") {
  CHECK(relative_path("/p/a/b.yaml", "/p") == "a/b.yaml");
  CHECK(relative_path("/p/a/b.yaml", "/p/a/") == "b.yaml");
  CHECK(relative_path("/project/b.yaml", "/p") == "/project/b.yaml");
  CHECK(relative_path("/p", "/p") == ".");
  CHECK(relative_path("/x", "/") == "x");
  CHECK(relative_path("a/b", ".") == "a/b");
}
