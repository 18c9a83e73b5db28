// From a file to a Unit: read, model, expand SAM, join the code, collect policies, build the graph, freeze.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "code/code-store.h"
#include "text/file-system.h"
#include "text/source-map.h"
#include "workspace/unit.h"

namespace cumulint {

/// What all units of a process share. Everything in it is locked or append-only.
struct World {
  const FileSystem* files = nullptr;
  SourceMap* sources = nullptr;
  CodeStore* code = nullptr;
};

/// What must be prepared: the union of what the rules that run declare.
struct UnitNeeds {
  bool code = true, iam = true;
};

struct UnitRequest {
  std::string path;                 // as users see it
  std::string real_path;            // what the FileSystem opens; sources are looked for from its folder
  std::string root;                 // nothing outside this folder is read
  std::optional<std::string> text;  // the content, if it was read before (discovery, standard input, an editor)
  GivenValues given;
  UnitNeeds needs;
};

/// Templates and sources larger than this are not read.
inline constexpr std::size_t max_file_bytes = 5'000'000;

/// An Error only if the file can't be read; what is wrong in it is in Unit::problems. Nothing in the result changes
/// later. Thread-safe for different requests.
Result<std::unique_ptr<const Unit>> build_unit(const UnitRequest& request, const World& world);

}  // namespace cumulint
