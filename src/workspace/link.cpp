// Joins units by the names that one defines and another uses.
#include "workspace/link.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "base/strings.h"
#include "text/file-system.h"

namespace cumulint {
namespace {

bool has_holes(std::string_view name) { return contains(name, "*"); }

/// Do the names have one form, or is one known and fits the other?
bool may_be_same(std::string_view a, std::string_view b) {
  if (has_holes(a) && has_holes(b)) return a == b;
  return has_holes(a) ? matches_wildcard(a, b) : matches_wildcard(b, a);
}

struct Offer {
  const Unit* unit = nullptr;  // null: several units define the name
  const Symbol* symbol = nullptr;
};

/// Who offers which names of one kind.
class Offers {
 public:
  Offers(const std::vector<const Unit*>& units, Symbol::Kind kind) {
    for (const Unit* unit : units)
      for (const Symbol& symbol : unit->exports)
        if (symbol.kind == kind) add(*unit, symbol);
  }

  /// The one offer of another unit; nothing if there is none, or nobody knows which is meant.
  Offer find(const Unit& user, std::string_view name) const {
    if (!has_holes(name)) {
      const auto found = known_.find(name);
      if (found != known_.end()) return found->second.unit == &user ? Offer{} : found->second;
    }
    Offer only;
    for (const Offer& offer : has_holes(name) ? all_ : partly_known_) {
      if (!may_be_same(name, offer.symbol->name)) continue;
      if (offer.unit == &user || only.unit != nullptr) return {};
      only = offer;
    }
    return only;
  }

 private:
  void add(const Unit& unit, const Symbol& symbol) {
    constexpr std::size_t most = 2'000;  // each is compared with each name that has holes
    if (all_.size() < most) all_.push_back({&unit, &symbol});
    if (has_holes(symbol.name)) {
      if (partly_known_.size() < most) partly_known_.push_back({&unit, &symbol});
      return;
    }
    const auto [at, added] = known_.try_emplace(symbol.name, Offer{&unit, &symbol});
    if (!added && at->second.unit != &unit) at->second = {};
  }

  std::map<std::string_view, Offer, std::less<>> known_;
  std::vector<Offer> partly_known_, all_;
};

using Paths = std::map<std::string, const Unit*, std::less<>>;

Paths by_path(const std::vector<const Unit*>& units, const SourceMap& sources) {
  Paths paths;
  for (const Unit* unit : units) paths.emplace(normalise_path(sources.file(unit->file).real_path), unit);
  return paths;
}

const Resource* owner_of(const Unit& unit, const Symbol& symbol) {
  for (const Resource& resource : unit.effective->resources)
    if (resource.find("TemplateURL") == symbol.field) return &resource;
  return nullptr;
}

}  // namespace

Links link_units(const std::vector<const Unit*>& units, const SourceMap& sources) {
  Links links;
  const std::map<Symbol::Kind, Offers> offers = {{Symbol::Kind::export_, {units, Symbol::Kind::export_}},
                                                 {Symbol::Kind::ssm_parameter, {units, Symbol::Kind::ssm_parameter}},
                                                 {Symbol::Kind::resource_name, {units, Symbol::Kind::resource_name}}};
  const Paths paths = by_path(units, sources);
  for (const Unit* unit : units) {
    const std::string folder(folder_of(sources.file(unit->file).real_path));
    for (const Symbol& symbol : unit->imports) {
      if (symbol.kind == Symbol::Kind::nested_template) {
        const auto found = paths.find(normalise_path(join_path(folder, symbol.name)));
        if (found == paths.end() || found->second == unit) continue;
        links.links.push_back({unit, found->second, owner_of(*unit, symbol), &symbol, nullptr});
        continue;
      }
      const Offer offer = offers.at(symbol.kind).find(*unit, symbol.name);
      if (offer.unit != nullptr) links.links.push_back({unit, offer.unit, nullptr, &symbol, offer.symbol});
    }
  }
  return links;
}

}  // namespace cumulint
