// The `Policies` of functions and state machines: managed policies, statements, and SAM's policy templates.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

/// Adds them to the role that SAM makes.
void add_policies(Context& context, const SamResource& owner, Draft* role);  // null: they are checked only

/// A policy template with its parameters filled in, as {Statement: […]}; null if there is none of this name.
const Value* policy_from_template(Context& context, const Subject& subject, const Field& use);

}  // namespace cumulint::sam
