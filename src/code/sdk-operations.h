// What all AWS SDKs share: which parameter of an operation names its resource, and parameters as flat arguments.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "code/interpreter.h"
#include "code/trace.h"

namespace cumulint {

/// The parameters that name an operation's resource, best first: "TableName"; dotted where nested: "Entries[].EventBusName".
std::span<const std::string_view> target_parameters(std::string_view service, std::string_view operation);

/// Adds the fields of a parameter object as arguments, nested ones dotted, items of lists under "[]".
void add_arguments(const HeapObject& parameters, std::vector<TracedArgument>& out, MeaningStore& store);

/// Sets a call's target from its arguments.
void find_target(TracedCall& call, MeaningStore& store);

/// "getItem", "get_item" -> "GetItem"
std::string_view operation_name(std::string_view method, Arena& arena);

/// The IAM prefix of a service that a package, class or client calls `name`: "stepfunctions", "client-sfn",
/// "CognitoIdentityProvider" …
std::string_view service_prefix(std::string_view name, Arena& arena);

}  // namespace cumulint
