// The ends of a connector: a resource of the template, or what the user says of one elsewhere.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

struct ConnectorEnd {
  std::string_view side;            // "Source", "Destination"
  std::string_view id;              // logical id; empty if described
  std::string_view type;            // CloudFormation's
  std::string_view written_type;    // as declared, perhaps SAM's
  const Value* written = nullptr;   // the map

  /// "Arn", "Name", "QueueUrl", "ResourceId" or "Qualifier" of it; null if it has none.
  const Value* property(const Maker& maker, std::string_view name) const;
};

/// Reads an end; false and refused if it is none.
bool read_end(Context& context, const SamResource& connector, const Field& field, std::string_view side, ConnectorEnd& end);
/// The name of the role that an end works with; null if there is none that SAM can see.
const Value* role_of(Context& context, const Maker& maker, const ConnectorEnd& end);

}  // namespace cumulint::sam
