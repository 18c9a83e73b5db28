// Files in memory over an optional base.
#include "text/memory-file-system.h"

#include <algorithm>
#include <utility>

#include "base/strings.h"

namespace cumulint {
namespace {

Error missing(const std::string& path) { return {"The file " + path + " can't be read: it does not exist."}; }

/// What every path below `folder` starts with.
std::string prefix_of(std::string_view folder) {
  std::string prefix = normalise_path(folder);
  if (prefix.empty() || prefix == ".") return "";
  if (prefix.back() != '/') prefix += '/';
  return prefix;
}

}  // namespace

void MemoryFileSystem::write(const std::string& path, std::string text) {
  const std::lock_guard lock(mutex_);
  files_[normalise_path(path)] = std::move(text);
}

void MemoryFileSystem::remove(const std::string& path) {
  const std::lock_guard lock(mutex_);
  files_.erase(normalise_path(path));
}

Result<std::string> MemoryFileSystem::read(const std::string& path, std::size_t max_bytes) const {
  {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(normalise_path(path));
    if (found != files_.end()) {
      if (found->second.size() <= max_bytes) return found->second;
      return Error{"The file " + path + " can't be read: it is larger than " + std::to_string(max_bytes) + " bytes."};
    }
  }
  if (base_ != nullptr) return base_->read(path, max_bytes);
  return missing(path);
}

Result<std::string> MemoryFileSystem::read_start(const std::string& path, std::size_t max_bytes) const {
  {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(normalise_path(path));
    if (found != files_.end()) return found->second.substr(0, max_bytes);
  }
  if (base_ != nullptr) return base_->read_start(path, max_bytes);
  return missing(path);
}

FileKind MemoryFileSystem::kind(const std::string& path) const {
  {
    const std::lock_guard lock(mutex_);
    const std::string prefix = prefix_of(path);
    if (files_.count(normalise_path(path)) > 0) return FileKind::file;
    const auto below = files_.lower_bound(prefix);
    if (below != files_.end() && starts_with(below->first, prefix)) return FileKind::folder;
  }
  return base_ != nullptr ? base_->kind(path) : FileKind::missing;
}

std::vector<DirectoryEntry> MemoryFileSystem::list(const std::string& folder) const {
  std::map<std::string, FileKind> found;
  if (base_ != nullptr) {
    for (const DirectoryEntry& entry : base_->list(folder)) found[entry.name] = entry.kind;
  }
  const std::lock_guard lock(mutex_);
  const std::string prefix = prefix_of(folder);
  for (auto file = files_.lower_bound(prefix); file != files_.end() && starts_with(file->first, prefix); ++file) {
    const std::string_view rest = std::string_view(file->first).substr(prefix.size());
    const std::size_t slash = rest.find('/');
    if (slash == 0) continue;  // an absolute path seen from the working folder
    found[std::string(rest.substr(0, slash))] = slash == std::string_view::npos ? FileKind::file : FileKind::folder;
  }
  std::vector<DirectoryEntry> entries;
  for (const auto& [name, kind] : found) entries.push_back({name, kind});
  return entries;
}

std::string MemoryFileSystem::real_path(const std::string& path) const {
  std::string below_base = base_ != nullptr ? base_->real_path(path) : "";
  if (!below_base.empty()) return below_base;
  return kind(path) == FileKind::missing ? "" : normalise_path(path);
}

}  // namespace cumulint
