// Which code waits for which function: synchronous invocations, by SDK or by HTTP.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "rule/views.h"

namespace cumulint {

/// One call at which functions wait. The callee may be a function of another template of the run, or unknown.
struct Wait {
  Location where;
  std::vector<const FunctionCode*> callers;  // functions that reach the call, in file order
  const SdkCall* call = nullptr;             // null: an HTTP call
  const HttpCall* http = nullptr;
  const Unit* callee_unit = nullptr;         // null: unknown
  const Resource* callee = nullptr;
};

/// In order of place. An invocation of unknown type is none.
std::vector<Wait> waits_of(const UnitView& unit);

/// Follows waits from one template to the next; each template is looked at once.
class WaitChains {
 public:
  explicit WaitChains(const RunContext& run) : run_(&run) {}

  const std::vector<Wait>& of(const Unit& unit);
  /// Who waits behind `first`, hop by hop, without going round: the callee's own first wait, and so on.
  std::vector<Wait> behind(const Wait& first);

 private:
  const Wait* first_of(const Resource& function, const Unit& unit);

  const RunContext* run_;
  std::map<const Unit*, std::vector<Wait>> known_;
};

/// A resource of another template of the run that the value names by its explicit name. Nulls if none.
struct NamedElsewhere {
  const Unit* unit = nullptr;
  const Resource* resource = nullptr;
};
NamedElsewhere find_elsewhere(const UnitView& unit, const Possible& value, std::string_view type,
                              std::string_view name_property);

}  // namespace cumulint
