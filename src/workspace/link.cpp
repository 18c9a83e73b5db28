// Joins units by the names that one defines and another uses.
#include "workspace/link.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "text/file-system.h"

namespace cumulint {
namespace {

using Index = std::map<std::string, const Unit*, std::less<>>;

/// Who defines each name; null where several do.
Index definitions(const std::vector<const Unit*>& units, Symbol::Kind kind) {
  Index index;
  for (const Unit* unit : units) {
    for (const Symbol& symbol : unit->exports) {
      if (symbol.kind != kind) continue;
      const auto [at, added] = index.try_emplace(std::string(symbol.name), unit);
      if (!added && at->second != unit) at->second = nullptr;
    }
  }
  return index;
}

Index by_path(const std::vector<const Unit*>& units, const SourceMap& sources) {
  Index index;
  for (const Unit* unit : units) index.emplace(normalise_path(sources.file(unit->file).real_path), unit);
  return index;
}

const Resource* owner_of(const Unit& unit, const Symbol& symbol) {
  for (const Resource& resource : unit.effective->resources) {
    const Location id = resource.origin.value_place(), place = symbol.field->origin.value_place();
    if (id.file == place.file && id.span.contains(place.span)) return &resource;
  }
  return nullptr;
}

}  // namespace

Links link_units(const std::vector<const Unit*>& units, const SourceMap& sources) {
  Links links;
  const Index exports = definitions(units, Symbol::Kind::export_);
  const Index parameters = definitions(units, Symbol::Kind::ssm_parameter);
  const Index paths = by_path(units, sources);
  for (const Unit* unit : units) {
    const std::string folder(folder_of(sources.file(unit->file).real_path));
    for (const Symbol& symbol : unit->imports) {
      const bool nested = symbol.kind == Symbol::Kind::nested_template;
      const Index& index = nested ? paths : symbol.kind == Symbol::Kind::export_ ? exports : parameters;
      const std::string name = nested ? normalise_path(join_path(folder, symbol.name)) : std::string(symbol.name);
      const auto found = index.find(name);
      if (found == index.end() || found->second == nullptr || found->second == unit) continue;
      links.links.push_back({unit, found->second, nested ? owner_of(*unit, symbol) : nullptr, &symbol});
    }
  }
  return links;
}

}  // namespace cumulint
