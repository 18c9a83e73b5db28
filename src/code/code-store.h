// CodeStore: each source text is parsed once, whoever uses it.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "code/code-unit.h"

namespace cumulint {

/// Thread-safe. Holds units weakly: a unit lives while a Unit of the workspace keeps it.
class CodeStore {
 public:
  std::shared_ptr<const CodeUnit> find_or_build(std::string_view text, Dialect dialect);

 private:
  std::mutex mutex_;
  std::unordered_map<std::uint64_t, std::weak_ptr<const CodeUnit>> units_;
};

}  // namespace cumulint
