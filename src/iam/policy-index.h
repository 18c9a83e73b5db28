// The index of policies by the resource that they are attached to.
#pragma once

#include "iam/policies.h"
#include "resolve/resource-names.h"

namespace cumulint {

struct Policies::Index {
  struct Entry {
    const Resource* resource = nullptr;
    std::span<const Policy*const> identity, guarding;
  };
  std::span<const Entry> entries;  // sorted by address
  const ResourceNames* names = nullptr;

  const Entry* find(const Resource& resource) const;
};

const Policies::Index* build_policy_index(std::span<const Policy> all, const ResourceNames& names, Arena& arena);

}  // namespace cumulint
