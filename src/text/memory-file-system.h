// In-memory files: all there is in tests, and an overlay of unsaved text over real files in editors.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "text/file-system.h"

namespace cumulint {

/// Files held in memory, over an optional base that answers for all other paths.
class MemoryFileSystem final : public FileSystem {
 public:
  explicit MemoryFileSystem(const FileSystem* base = nullptr) : base_(base) {}

  void write(const std::string& path, std::string text);
  void remove(const std::string& path);

  Result<std::string> read(const std::string& path, std::size_t max_bytes) const override;
  Result<std::string> read_start(const std::string& path, std::size_t max_bytes) const override;
  FileKind kind(const std::string& path) const override;
  std::vector<DirectoryEntry> list(const std::string& folder) const override;
  std::string real_path(const std::string& path) const override;

 private:
  const FileSystem* base_;
  mutable std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> files_;
};

}  // namespace cumulint
