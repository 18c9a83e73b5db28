// Paths that the build knows, and those that the environment gives.

#include "support/paths.h"

#include <cstdlib>
#include <filesystem>

namespace cumulint::test {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

}  // namespace

std::string source_dir() { return CUMULINT_SOURCE_DIR; }
std::string node_modules_dir() { return CUMULINT_NODE_MODULES; }
std::string binary_path() { return environment("CUMULINT_BINARY"); }

std::string shared_dir() {
  std::error_code missing;
  for (const std::string& folder : {environment("CUMULINT_SHARED"), source_dir() + "/../shared"})
    if (!folder.empty() && std::filesystem::is_directory(folder, missing)) return folder;
  return {};
}

}  // namespace cumulint::test
