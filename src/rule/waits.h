// Which code waits for which function: synchronous invocations, by SDK or by HTTP.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rule/views.h"

namespace cumulint {

/// Who waits for whom at a call. The callee may be a function of another template of the run, or unknown (null).
struct Waiting {
  const FunctionCode* caller = nullptr;
  const Unit* callee_unit = nullptr;
  const Resource* callee = nullptr;
  Scenario when;
};

/// One call at which functions wait.
struct Wait {
  Location where;
  const SdkCall* call = nullptr;  // null: an HTTP call
  const HttpCall* http = nullptr;
  std::vector<Waiting> pairs;     // callers in file order; several for one caller if it depends; never empty
};

/// In order of place. An invocation of unknown type is none.
std::vector<Wait> waits_of(const UnitView& unit);

/// One hop of a chain.
struct Hop {
  Location where;
  Waiting waiting;
};

/// Follows waits from one template to the next; each template is looked at once.
class WaitChains {
 public:
  explicit WaitChains(const RunContext& run) : run_(&run) {}

  const std::vector<Wait>& of(const Unit& unit);
  /// Who waits behind `first`, hop by hop, without going round: the callee's own first wait, and so on.
  std::vector<Hop> behind(const Waiting& first);

 private:
  std::optional<Hop> first_of(const Resource& function, const Unit& unit);

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
