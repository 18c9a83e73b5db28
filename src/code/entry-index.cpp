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
        if (const std::size_t star = entry.path.find('*'); star != std::string_view::npos)
          patterns_[first_of(entry.path)].push_back({entry.path.substr(0, star), &entry});
        else
          exact_.try_emplace(entry.path, &entry);
  }

  /// An exact path comes before a pattern, and earlier tables before later ones.
  const PackageEntry* find(std::string_view path) const {
    if (const auto found = exact_.find(path); found != exact_.end()) return found->second;
    for (const Pattern& pattern : patterns_[first_of(path)])
      if (starts_with(path, pattern.start) && matches_wildcard(pattern.entry->path, path)) return pattern.entry;
    return nullptr;
  }

 private:
  struct Pattern {
    std::string_view start;  // up to its first `*`
    const PackageEntry* entry;
  };
  static unsigned char first_of(std::string_view path) { return path.empty() ? 0 : static_cast<unsigned char>(path[0]); }

  std::unordered_map<std::string_view, const PackageEntry*> exact_;
  std::vector<Pattern> patterns_[256];
};

const EntryIndex& index_of(const LanguageModel& model) {
  static const EntryIndex python{python_model()}, javascript{javascript_model()};
  return &model == &python_model() ? python : javascript;
}

}  // namespace

const PackageEntry* find_entry_in(const LanguageModel& model, std::string_view path) { return index_of(model).find(path); }

}  // namespace cumulint
