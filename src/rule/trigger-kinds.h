// Kinds of triggers, in words.
#pragma once

#include <string_view>

#include "rule/views.h"

namespace cumulint {

/// "API" (of any sort), "schedule", "SQS" …; empty if the trigger counts as none: a schedule that only keeps a function
/// warm, by its name, description or input.
std::string_view trigger_kind(const Edge& edge, const UnitView& unit);

}  // namespace cumulint
