// SourceMap: every file text of a process, kept once, under a small id.
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/span.h"

namespace cumulint {

/// One version of one file. The text is immutable and followed by at least 16 NUL bytes, so that readers may look
/// ahead without end checks.
struct SourceFile {
  std::string path;       // as shown to users: relative to the project root where it lies in it, with '/'
  std::string real_path;  // what the FileSystem opens
  std::string padded;
  std::string_view text() const { return {padded.data(), padded.size() - padding}; }
  static constexpr std::size_t padding = 16;
};

/// Append-only and locked: files may be added from several threads; a SourceFile never moves.
class SourceMap {
 public:
  /// Takes over `text`; a BOM is kept (readers skip it), so offsets are those of the bytes on disk. The same text of the
  /// same file is one file, whoever reads it: findings in sources that templates share have one place.
  FileId add(std::string path, std::string real_path, std::string text);
  const SourceFile& file(FileId id) const;
  std::string_view text(Location where) const;

 private:
  mutable std::mutex mutex_;
  std::deque<SourceFile> files_;
  std::unordered_map<std::string, FileId> newest_;  // by real path
};

}  // namespace cumulint
