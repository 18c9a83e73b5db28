// Who invokes a function or state machine, and how: what the rules on failure handling ask of the graph.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rule/views.h"

namespace cumulint {

/// Edges that invoke the resource, disabled ones left out; `sure` or not.
std::vector<const Edge*> triggers_of(const ResourceView& function);

/// Does the edge's event come again by itself: a rate or cron expression of a rule or schedule?
bool recurs(const Edge& edge, const UnitView& unit);

/// "rule Nightly", "topic Orders", "code of function Importer": the trigger's source for a message.
std::string trigger_name(const Edge& edge);

/// May `service` ("events.amazonaws.com") use the edge's target for the edge's source: a Lambda permission, queue or
/// topic policy? Needs iam.
Truth lets_in(const Edge& edge, const UnitView& unit, std::string_view service, const Scenario& under = {});

/// The deployments in which it may not: those of the edge, or of them those without a condition that the policy has.
/// Nothing: it may always, or nobody knows.
std::optional<Scenario> shut_out(const Edge& edge, const UnitView& unit, std::string_view service);

/// Is the place of an edge's evidence, else of what makes the edge.
Location place_of_edge(const Edge& edge);

}  // namespace cumulint
