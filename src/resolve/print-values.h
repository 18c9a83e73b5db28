// Prints what is known of values: `cumulint debug values`.
#pragma once

#include <string>
#include <string_view>

#include "resolve/resolver.h"
#include "text/source-map.h"

namespace cumulint {

/// For people: `${Queue.Arn}` for a hole, `{a|b}` for a choice, `${?}` where nothing is known.
std::string to_text(const PartialText& text);
/// "IsProd is false and Stage is test"; empty for a fact.
std::string to_text(const Scenario& scenario);
std::string_view to_text(Basis basis);

/// Every candidate of every scalar below `place` ("Queue", "Queue.RedrivePolicy.maxReceiveCount"; empty: all resources),
/// with basis, scenario and origin. Empty if there is no such place.
std::string print_values(const Resolver& resolver, const SourceMap& sources, std::string_view place);

}  // namespace cumulint
