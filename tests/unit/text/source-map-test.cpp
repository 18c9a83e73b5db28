// The texts of a process.

#include "text/source-map.h"

#include <doctest/doctest.h>

using namespace cumulint;

TEST_CASE("a text is kept as it is, with NUL bytes behind it for readers that look ahead") {
  SourceMap sources;
  const FileId id = sources.add("a.yaml", "/p/a.yaml", "key: value");
  const SourceFile& file = sources.file(id);
  CHECK(file.text() == "key: value");
  CHECK(file.path == "a.yaml");
  for (std::size_t i = 0; i < SourceFile::padding; ++i) CHECK(file.text().data()[file.text().size() + i] == '\0');
  CHECK(sources.text({id, {5, 10}}) == "value");
}

TEST_CASE("texts stay where they are when others come") {
  SourceMap sources;
  const std::string_view first = sources.file(sources.add("a", "a", "x")).text();
  for (int i = 0; i < 1000; ++i) sources.add("b", "b", "y");
  CHECK(first.data() == sources.file(FileId{0}).text().data());
}
