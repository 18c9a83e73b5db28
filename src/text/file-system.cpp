// The operating system's files: regular ones only, never blocking on a FIFO or a device.
#include "text/file-system.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <system_error>

#include "text/source-map.h"

namespace cumulint {
namespace {

FileKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return FileKind::file;
  if (S_ISDIR(mode)) return FileKind::folder;
  return S_ISLNK(mode) ? FileKind::link : FileKind::other;
}

std::string reason(int code) { return std::generic_category().message(code); }

Error unreadable(const std::string& path, const std::string& why) {
  return {"The file " + path + " can't be read: " + why + "."};
}

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const { return value_; }

 private:
  int value_;
};

class RealFileSystem final : public FileSystem {
 public:
  Result<std::string> read(const std::string& path, std::size_t max_bytes) const override {
    Result<std::string> text = read_some(path, max_bytes + 1);
    if (text && text->size() > max_bytes) {
      return unreadable(path, "it is larger than " + std::to_string(max_bytes) + " bytes");
    }
    return text;
  }

  Result<std::string> read_start(const std::string& path, std::size_t max_bytes) const override {
    return read_some(path, max_bytes);
  }

  FileKind kind(const std::string& path) const override {
    struct stat info;
    return ::lstat(path.c_str(), &info) == 0 ? kind_of(info.st_mode) : FileKind::missing;
  }

  std::vector<DirectoryEntry> list(const std::string& folder) const override {
    std::vector<DirectoryEntry> entries;
    const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(folder.c_str()), ::closedir);
    if (!open) return entries;
    while (const dirent* found = ::readdir(open.get())) {
      const std::string name = found->d_name;
      if (name == "." || name == "..") continue;
      entries.push_back({name, kind_in(folder, *found)});
    }
    std::sort(entries.begin(), entries.end(),
              [](const DirectoryEntry& a, const DirectoryEntry& b) { return a.name < b.name; });
    return entries;
  }

  std::string real_path(const std::string& path) const override {
    const std::unique_ptr<char, void (*)(void*)> found(::realpath(path.c_str(), nullptr), std::free);
    return found ? std::string(found.get()) : std::string();
  }

 private:
  /// The kind that the folder itself names, without a system call where the file system says it.
  FileKind kind_in(const std::string& folder, const dirent& entry) const {
    switch (entry.d_type) {
      case DT_REG: return FileKind::file;
      case DT_DIR: return FileKind::folder;
      case DT_LNK: return FileKind::link;
      case DT_UNKNOWN: return kind(join_path(folder, entry.d_name));
      default: return FileKind::other;
    }
  }

  Result<std::string> read_some(const std::string& path, std::size_t max_bytes) const {
    // O_NONBLOCK: opening a FIFO without a writer must not wait.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (file.value() < 0) return unreadable(path, reason(errno));
    struct stat info;
    if (::fstat(file.value(), &info) != 0) return unreadable(path, reason(errno));
    if (S_ISDIR(info.st_mode)) return unreadable(path, "it is a folder");
    if (!S_ISREG(info.st_mode)) return unreadable(path, "it is not a regular file");
    // Files of /proc claim to be empty. Others are read as large as they are now.
    const std::size_t expected = static_cast<std::size_t>(info.st_size);
    std::string text;
    text.reserve(std::min(max_bytes, expected + 1) + SourceFile::padding);  // a SourceMap appends it, which then moves no text
    text.resize(std::min(max_bytes, expected + 1));
    std::size_t size = 0;
    while (size < max_bytes && (expected == 0 || size < expected)) {
      if (size == text.size()) text.resize(std::min(max_bytes, text.size() * 2 + 4096));
      const ssize_t got = ::read(file.value(), text.data() + size, text.size() - size);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return unreadable(path, reason(errno));
      if (got == 0) break;
      size += static_cast<std::size_t>(got);
    }
    text.resize(size);
    return text;
  }
};

}  // namespace

FileSystem& real_file_system() {
  static RealFileSystem files;  // has no state
  return files;
}

}  // namespace cumulint
