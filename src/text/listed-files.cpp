// Listings of folders, taken once.
#include "text/listed-files.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint {
namespace {

/// The entry of that name; null if there is none.
const DirectoryEntry* find_entry(const std::vector<DirectoryEntry>& entries, std::string_view name) {
  const auto found = std::lower_bound(entries.begin(), entries.end(), name,
                                      [](const DirectoryEntry& entry, std::string_view wanted) { return entry.name < wanted; });
  return found != entries.end() && found->name == name ? &*found : nullptr;
}

/// Without `.`, `..` and doubled slashes, whose meaning only the operating system knows where links are.
bool is_plain(std::string_view path) {
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    const std::string_view rest = path.substr(slash + 1);
    const std::string_view part = rest.substr(0, rest.find('/'));
    if (part.empty() || part == "." || part == "..") return false;
  }
  return true;
}

}  // namespace

/// Strictly below the root.
bool ListedFiles::holds(std::string_view path) const {
  return !root_.empty() && path.size() > root_.size() + 1 && starts_with(path, root_) && path[root_.size()] == '/' &&
         is_plain(path.substr(root_.size()));
}

FileKind ListedFiles::kind(const std::string& path) const {
  if (!holds(path)) return base_.kind(path);
  const Folder& parent = folder(folder_of(path));
  if (parent.real.empty()) return FileKind::missing;
  if (!parent.listed) return base_.kind(path);
  const DirectoryEntry* entry = find_entry(parent.entries, file_name_of(path));
  return entry != nullptr ? entry->kind : FileKind::missing;
}

std::vector<DirectoryEntry> ListedFiles::list(const std::string& path) const {
  return holds(path) || path == root_ ? folder(path).entries : base_.list(path);
}

std::string ListedFiles::real_path(const std::string& path) const {
  if (!holds(path)) return base_.real_path(path);
  const Folder& parent = folder(folder_of(path));
  if (parent.real.empty()) return {};
  const DirectoryEntry* entry = parent.listed ? find_entry(parent.entries, file_name_of(path)) : nullptr;
  if (parent.listed && entry == nullptr) return {};
  if (entry == nullptr || entry->kind == FileKind::link) return base_.real_path(path);
  return parent.real + '/' + entry->name;
}

const ListedFiles::Folder& ListedFiles::folder(std::string_view path) const {
  {
    const std::lock_guard lock(mutex_);
    const auto known = folders_.find(path);
    if (known != folders_.end()) return known->second;
  }
  std::string own(path);
  Folder made = look_at(own);  // unlocked: others look meanwhile
  const std::lock_guard lock(mutex_);
  return folders_.try_emplace(std::move(own), std::move(made)).first->second;
}

ListedFiles::Folder ListedFiles::look_at(const std::string& path) const {
  Folder made;
  made.real = path == root_ ? root_ : real_path(path);
  if (made.real.empty()) return made;
  made.entries = base_.list(path);
  made.listed = !made.entries.empty();
  return made;
}

}  // namespace cumulint
