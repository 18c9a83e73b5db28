// FileSystem: the only way to the world's files; tests and editors put their own in its place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cumulint {

enum class FileKind : std::uint8_t { missing, file, folder, link, other };  // other: FIFO, device, socket

struct DirectoryEntry {
  std::string name;
  FileKind kind = FileKind::file;
};

/// A file that the analysis read, or looked for in vain: for watchers and --changed-since.
struct FileUse {
  std::string path;
  bool found = false;
};

/// Paths are absolute or relative to the working folder, with '/'. Thread-safe.
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  /// The whole file; an Error if it is missing, not a regular file, unreadable or larger than `max_bytes`.
  virtual Result<std::string> read(const std::string& path, std::size_t max_bytes) const = 0;
  /// Like `read` but the first `max_bytes` only: for a look at what a file is.
  virtual Result<std::string> read_start(const std::string& path, std::size_t max_bytes) const = 0;
  /// Does not follow a link: a link is FileKind::link.
  virtual FileKind kind(const std::string& path) const = 0;
  /// Sorted by name. Empty if it is no folder or can't be read.
  virtual std::vector<DirectoryEntry> list(const std::string& folder) const = 0;
  /// The path with all links and `..` resolved; empty if it does not exist.
  virtual std::string real_path(const std::string& path) const = 0;
};

/// The operating system's files.
FileSystem& real_file_system();

/// "a/./b/../c" -> "a/c"; purely textual.
std::string normalise_path(std::string_view path);
std::string join_path(std::string_view folder, std::string_view name);
std::string_view folder_of(std::string_view path);     // "" if there is none
std::string_view file_name_of(std::string_view path);
std::string_view extension_of(std::string_view path);  // with the dot; "" if none
/// `path` relative to `folder`, or as it is if it does not lie below it.
std::string relative_path(std::string_view path, std::string_view folder);

}  // namespace cumulint
