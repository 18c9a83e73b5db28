// Units of several templates in memory.

#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "text/memory-file-system.h"
#include "workspace/build-unit.h"
#include "workspace/link.h"

namespace cumulint::test {

struct Workspace {
  MemoryFileSystem files;
  SourceMap sources;
  CodeStore code;
  std::vector<std::unique_ptr<const Unit>> units;

  void add(const std::string& path, const std::string& text, const GivenValues& given = {}) {
    files.write(path, text);
    UnitRequest request;
    request.path = request.real_path = path;
    request.needs = {false, false};
    request.given = given;
    Result<std::unique_ptr<const Unit>> built = build_unit(request, {&files, &sources, &code});
    REQUIRE(built);
    units.push_back(std::move(*built));
  }

  std::vector<const Unit*> all() const {
    std::vector<const Unit*> pointers;
    for (const std::unique_ptr<const Unit>& unit : units) pointers.push_back(unit.get());
    return pointers;
  }

  /// "from -> to name", a line each.
  std::string links() const {
    std::string out;
    for (const Links::Link& link : link_units(all(), sources).links) {
      out += sources.file(link.from->file).path + " -> " + sources.file(link.to->file).path + " " +
             std::string(link.symbol->name);
      if (link.stack != nullptr) out += " by " + std::string(link.stack->id);
      out += "\n";
    }
    return out;
  }
};

}  // namespace cumulint::test
