// What all SDKs share: names of services and operations, and which argument names the resource.
#pragma once

#include <string_view>
#include <vector>

#include "code/interpreter.h"

namespace cumulint {

/// The IAM prefix of a service as an SDK names it: boto3's "stepfunctions", JavaScript's package "sfn" -> "states".
std::string_view service_prefix(std::string_view sdk_name);

/// boto3's method name to the API's: "list_objects_v2" -> "ListObjectsV2".
std::string_view operation_of_snake_case(std::string_view service, std::string_view method, Arena& arena);

/// What a waiter asks again and again: "object_exists", "ObjectExists" -> "HeadObject"; empty if it is not known.
std::string_view waiter_operation(std::string_view waiter);

/// The parameter that names the resource an operation works on; empty if it works on none.
std::string_view target_argument(std::string_view service, std::string_view operation);

/// The parameters of a call that are fields of one map, as JavaScript gives them. `spread` is set if there may be others.
std::vector<TracedArgument> arguments_of(MeaningStore& store, const Meanings& parameters, bool& spread);
/// The named arguments of a call.
std::vector<TracedArgument> named_arguments(const CallSite& site);

struct SdkOptions {
  bool paginated = false;
  bool spread = false;
  const SdkThing* object = nullptr;  // a resource object, which brings the target
};

/// An operation of a service with its arguments.
struct SdkOperation {
  std::string_view service, name;
  std::vector<TracedArgument> arguments;
};

/// Notes one call of an operation; nested arguments get dotted names, the target is found among them.
Meanings note_operation(Interpreter& interpreter, const SdkOperation& operation, CallSite& site,
                        const SdkOptions& options = {});

/// A client of a service.
Meanings make_client(Interpreter& interpreter, std::string_view service, CallSite& site, std::string_view type = {});
Meanings make_sdk(Interpreter& interpreter, const SdkThing& thing, CallSite& site);

}  // namespace cumulint
