// Lambda's runtimes and their announced dates, from schemas/runtimes.tsv.

#pragma once

#include <span>
#include <string_view>

#include "base/date.h"
#include "schema/packed.h"

namespace cumulint::schema {

/// A value of `Runtime`. A date that is not known is not announced.
class Runtime {
 public:
  std::string_view id() const { return id_; }
  Date deprecated() const { return deprecated_; }
  Date create_blocked() const { return create_blocked_; }
  Date update_blocked() const { return update_blocked_; }
  /// What to move to; empty for the newest of a family.
  std::string_view successor() const { return successor_; }

 private:
  Text id_;
  Date deprecated_, create_blocked_, update_blocked_;
  Text successor_;
};

/// Sorted by id.
std::span<const Runtime> runtimes();
/// Null for a name that the table lacks: a newer runtime or a customer's own, which is no error.
const Runtime* find_runtime(std::string_view id);

}  // namespace cumulint::schema
