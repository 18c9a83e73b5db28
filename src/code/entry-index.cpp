// Tables of packages as an index.

#include <unordered_map>

#include "base/strings.h"
#include "code/interpreter.h"

namespace cumulint {
namespace {

/// The tables of one language, looked through once.
class EntryIndex {
 public:
  explicit EntryIndex(const LanguageModel& model) {
    for (const std::span<const PackageEntry>& table : model.calls)
      for (const PackageEntry& entry : table)
        if (contains(entry.path, "*"))
          patterns_[first_of(entry.path)].push_back(&entry);
        else
          exact_.try_emplace(entry.path, &entry);
  }

  /// An exact path comes before a pattern, and earlier tables before later ones.
  const PackageEntry* find(std::string_view path) const {
    if (const auto found = exact_.find(path); found != exact_.end()) return found->second;
    for (const PackageEntry* entry : patterns_[first_of(path)])
      if (matches_wildcard(entry->path, path)) return entry;
    return nullptr;
  }

 private:
  static unsigned char first_of(std::string_view path) { return path.empty() ? 0 : static_cast<unsigned char>(path[0]); }

  std::unordered_map<std::string_view, const PackageEntry*> exact_;
  std::vector<const PackageEntry*> patterns_[256];
};

const EntryIndex& index_of(const LanguageModel& model) {
  static const EntryIndex python{python_model()}, javascript{javascript_model()};
  return &model == &python_model() ? python : javascript;
}

}  // namespace

const PackageEntry* find_entry_in(const LanguageModel& model, std::string_view path) { return index_of(model).find(path); }

}  // namespace cumulint
