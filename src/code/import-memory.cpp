// What imports mean, kept while one template's functions are followed.

#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "code/modules.h"

namespace cumulint {

std::uint32_t ImportMemory::number_of(const ImportRoots& roots) {
  const auto same = [&](const ImportRoots& known) {
    return known.folders == roots.folders && known.opaque_layers == roots.opaque_layers;
  };
  const auto known = std::find_if(roots_.begin(), roots_.end(), same);
  const auto number = static_cast<std::uint32_t>(known - roots_.begin()) + 1;
  if (known == roots_.end()) roots_.push_back(roots);
  return number;
}

ImportMemory::Key ImportMemory::key_of(const ImportRoots& roots, const SourceModule& from, const Import& import) {
  // An absolute import of Python means the same in every module, whatever it takes from the package.
  if (from.program().language == Language::python && import.level == 0)
    return {nullptr, roots.number, 0, false, std::string{import.module}, {}};
  return {&from, roots.number, import.level, import.whole, std::string{import.module}, std::string{import.name}};
}

std::optional<ImportTarget> ImportMemory::find(const ImportRoots& roots, const SourceModule& from, const Import& import,
                                               Arena& arena) const {
  if (roots.number == 0) return std::nullopt;
  const auto found = known_.find(key_of(roots, from, import));
  if (found == known_.end()) return std::nullopt;
  ImportTarget target = found->second.target;
  target.external = arena.copy(std::string_view{found->second.external});
  return target;
}

void ImportMemory::keep(const ImportRoots& roots, const SourceModule& from, const Import& import, const ImportTarget& target) {
  if (roots.number == 0) return;
  Known known{target, std::string{target.external}};
  known.target.external = {};
  known_.insert_or_assign(key_of(roots, from, import), std::move(known));
}

std::size_t ImportMemory::KeyHash::operator()(const Key& key) const {
  constexpr std::uint64_t prime = 1099511628211ull;
  std::uint64_t hash = hash_text(key.module) * 31 + hash_text(key.name);
  for (const std::uint64_t part : {static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(key.from)),
                                   static_cast<std::uint64_t>(key.roots), static_cast<std::uint64_t>(key.level * 2 + key.whole)})
    hash = (hash ^ part) * prime;
  return static_cast<std::size_t>(hash ^ (hash >> 32));
}

}  // namespace cumulint
