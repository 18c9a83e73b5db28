// Policies by what they are attached to.
#include "iam/policy-index.h"

#include <algorithm>
#include <functional>
#include <map>

namespace cumulint {

const Policies::Index::Entry* Policies::Index::find(const Resource& resource) const {
  const auto found = std::lower_bound(
      entries.begin(), entries.end(), &resource,
      [](const Entry& entry, const Resource* r) { return std::less<const Resource*>()(entry.resource, r); });
  return found != entries.end() && found->resource == &resource ? &*found : nullptr;
}

const Policies::Index* build_policy_index(std::span<const Policy> all, const ResourceNames& names, Arena& arena) {
  struct Lists {
    std::vector<const Policy*> identity, guarding;
  };
  std::map<const Resource*, Lists> by_resource;
  for (const Policy& policy : all)
    for (const Resource* resource : policy.attached_to) {
      Lists& lists = by_resource[resource];
      const bool guards = policy.kind == PolicyKind::resource || policy.kind == PolicyKind::trust;
      std::vector<const Policy*>& list = guards ? lists.guarding : lists.identity;
      if (list.empty() || list.back() != &policy) list.push_back(&policy);
    }
  std::vector<Policies::Index::Entry> entries;
  for (const auto& [resource, lists] : by_resource)
    entries.push_back({resource, arena.copy(lists.identity), arena.copy(lists.guarding)});
  return arena.make<Policies::Index>(Policies::Index{arena.copy(entries), &names});
}

std::span<const Policy* const> Policies::of_role(const Resource& role) const {
  const Index::Entry* entry = index == nullptr ? nullptr : index->find(role);
  return entry == nullptr ? std::span<const Policy* const>{} : entry->identity;
}

std::span<const Policy* const> Policies::guarding(const Resource& resource) const {
  const Index::Entry* entry = index == nullptr ? nullptr : index->find(resource);
  return entry == nullptr ? std::span<const Policy* const>{} : entry->guarding;
}

}  // namespace cumulint
