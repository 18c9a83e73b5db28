// Tables from schemas/ that the expansion looks things up in: facts that change without the code.
#pragma once

#include <string_view>

namespace cumulint {
class Arena;
struct Value;
}

namespace cumulint::sam {

/// The JSON of a policy template ({"parameters": […], "statements": […]}), or empty if there is none of this name.
std::string_view find_policy_template(std::string_view name);
/// The JSON of what a connector between two CloudFormation types grants, or empty if there is none.
std::string_view find_connector(std::string_view source, std::string_view destination);
/// "service-role/AWSLambdaRole" for the name of a policy that AWS manages, or empty.
std::string_view find_managed_policy(std::string_view name, Arena& arena);
/// A table's JSON as values; their places mean nothing.
const Value* read_entry(std::string_view json, Arena& arena);

}  // namespace cumulint::sam
