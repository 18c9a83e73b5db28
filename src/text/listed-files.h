// ListedFiles: what folders hold, found out once, for the many questions of one run.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "text/file-system.h"

namespace cumulint {

/// Answers `kind`, `list` and `real_path` from listings of the folders below `root`, each taken once; an import alone asks
/// for three files that mostly are not there. All else goes to `base`. It must live no longer than a run: it does not see
/// what changes on disk. Thread-safe.
class ListedFiles final : public FileSystem {
 public:
  /// `root` is a real path; empty: nothing is listed. `base` outlives this.
  ListedFiles(const FileSystem& base, std::string root) : base_(base), root_(std::move(root)) {}

  Result<std::string> read(const std::string& path, std::size_t max_bytes) const override { return base_.read(path, max_bytes); }
  Result<std::string> read_start(const std::string& path, std::size_t max_bytes) const override { return base_.read_start(path, max_bytes); }
  FileKind kind(const std::string& path) const override;
  std::vector<DirectoryEntry> list(const std::string& folder) const override;
  std::string real_path(const std::string& path) const override;

 private:
  struct Folder {
    std::vector<DirectoryEntry> entries;  // sorted by name
    bool listed = false;                  // false: `base` must be asked, as the folder can't be listed
    std::string real;                     // empty: it does not exist
  };
  bool holds(std::string_view path) const;
  const Folder& folder(std::string_view path) const;
  Folder look_at(const std::string& path) const;

  struct PathHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view path) const { return std::hash<std::string_view>()(path); }
  };

  const FileSystem& base_;
  const std::string root_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, const Folder, PathHash, std::equal_to<>> folders_;  // its nodes stay
};

}  // namespace cumulint
