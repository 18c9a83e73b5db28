// The shared store of parsed sources.

#include "code/code-store.h"

#include <functional>

namespace cumulint {
namespace {

std::uint64_t content_key(std::string_view text, Dialect dialect) {
  const std::uint64_t grammar = static_cast<std::uint64_t>(dialect.language) * 4 + dialect.jsx * 2 + dialect.json;
  return std::hash<std::string_view>()(text) * 31 + grammar;
}

}  // namespace

std::shared_ptr<const CodeUnit> CodeStore::find_or_build(std::string_view text, Dialect dialect) {
  const std::uint64_t key = content_key(text, dialect);
  {
    const std::lock_guard lock{mutex_};
    const auto found = units_.find(key);
    // A hash may collide: the text decides.
    if (found != units_.end())
      if (std::shared_ptr<const CodeUnit> unit = found->second.lock(); unit && unit->text == text) return unit;
  }
  std::shared_ptr<const CodeUnit> built = build_code_unit(text, dialect);  // unlocked: others parse meanwhile
  const std::lock_guard lock{mutex_};
  units_[key] = built;
  return built;
}

}  // namespace cumulint
