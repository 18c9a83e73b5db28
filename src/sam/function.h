// Functions: the pieces that expand_function puts together.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

/// Refuses what does not go together (tenancy, capacity providers, packages, aliases).
void check_function(Context& context, const SamResource& resource);
/// The Lambda function's own properties but Role and Code.
void set_function_properties(Context& context, const SamResource& resource, Draft& main);
/// Code from an S3 location, a local path, a container image or inline text.
void set_function_code(Context& context, const SamResource& resource, Draft& main);
/// The role that SAM makes, and the function's reference to it; null if the user brings one.
Draft* make_function_role(Context& context, const SamResource& resource, Draft& main);
/// AutoPublishAlias: a version and an alias; null without one.
Draft* make_alias(Context& context, const SamResource& resource, Draft& main);
void make_function_url(Context& context, const SamResource& resource, const EventTarget& target);
void make_event_invoke_config(Context& context, const SamResource& resource, const EventTarget& target);
/// Remembers the DeploymentPreference for expand_deployments; the alias gets its update policy.
void add_deployment(Context& context, const SamResource& resource, Draft* alias);
/// All of the function's events.
void expand_function_events(Context& context, const SamResource& resource, const EventTarget& target);

}  // namespace cumulint::sam
