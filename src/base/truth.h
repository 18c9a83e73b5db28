// Three-valued answers: what holds, what does not, and what nobody can know before deployment.
#pragma once

#include <cstdint>

namespace cumulint {

/// Ordered: no < unknown < yes. A rule reports on `yes` only.
enum class Truth : std::uint8_t { no, unknown, yes };

constexpr Truth negate(Truth t) { return Truth(2 - int(t)); }
constexpr Truth both(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth either(Truth a, Truth b) { return a < b ? b : a; }
constexpr Truth truth_of(bool known) { return known ? Truth::yes : Truth::no; }

}  // namespace cumulint
