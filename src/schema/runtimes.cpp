// Lookups in the packed table of runtimes.

#include "schema/runtimes.h"

#include <algorithm>

namespace cumulint::schema {
namespace {

extern "C" {
extern const Runtime cumulint_packed_runtimes[], cumulint_packed_runtimes_end[];
}

}  // namespace

std::span<const Runtime> runtimes() { return {cumulint_packed_runtimes, cumulint_packed_runtimes_end}; }

const Runtime* find_runtime(std::string_view id) {
  const std::span<const Runtime> all = runtimes();
  const auto found = std::lower_bound(all.begin(), all.end(), id,
                                      [](const Runtime& runtime, std::string_view wanted) { return runtime.id() < wanted; });
  return found != all.end() && found->id() == id ? &*found : nullptr;
}

}  // namespace cumulint::schema
