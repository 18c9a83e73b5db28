// What git tracks, read from its index: no child process.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/file-system.h"

namespace cumulint {

/// The tracked paths of the repository whose work tree is `root`, in order of their bytes; none if its index can't be read.
class TrackedPaths {
 public:
  TrackedPaths() = default;
  TrackedPaths(const FileSystem& files, const std::string& root);

  /// Is the path, relative to the root, a tracked file, or a folder that holds one?
  bool has(std::string_view path, bool is_folder) const;

 private:
  std::vector<std::string> paths_;
};

/// The paths in an index of version 2, 3 or 4 with SHA-1 names; none if it is something else.
std::vector<std::string> paths_in_index(std::string_view index);

}  // namespace cumulint
