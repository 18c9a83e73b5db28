// How AWS spells the resources of a type: the property that names them, their ARN, what Ref gives.
#pragma once

#include <cstdint>
#include <string_view>

namespace cumulint {

struct ArnForm {
  std::string_view type;           // AWS::SQS::Queue
  std::string_view name_property;  // QueueName; empty if a name can't be chosen
  std::string_view service;        // the ARN's third part: sqs
  std::string_view prefix;         // before the name in the ARN's last part: "table/", "function:"; may be empty
};

/// Null for types whose resources no text names.
const ArnForm* find_arn_form(std::string_view type);
/// The type that an ARN of `service` with this last part is of; null if we don't know.
const ArnForm* arn_form_of(std::string_view service, std::string_view last_part);

}  // namespace cumulint
