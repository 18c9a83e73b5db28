// The parts of the expansion by resource type, as the frame (expand.cpp) and the event dispatcher call them.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

// In this order, each for all resources of its type in file order; connectors look at what all others made.
void expand_function(Context& context, const SamResource& resource);
void expand_state_machine(Context& context, const SamResource& resource);
void expand_api(Context& context, const SamResource& resource);
void expand_http_api(Context& context, const SamResource& resource);
void expand_web_socket_api(Context& context, const SamResource& resource);
void expand_graphql_api(Context& context, const SamResource& resource);
void expand_simple_table(Context& context, const SamResource& resource);
void expand_layer_version(Context& context, const SamResource& resource);
void expand_application(Context& context, const SamResource& resource);
void expand_capacity_provider(Context& context, const SamResource& resource);
void expand_connector(Context& context, const SamResource& resource);

/// Before anything is made: implicit APIs (as SAM resources), empty documents for APIs without one, and the routes of
/// all Api and HttpApi events, which end in the document of the API that they name.
void prepare_apis(Context& context);
/// Embedded connectors become Connector resources.
void prepare_connectors(Context& context);

/// An Api event of a function or state machine: its integration in the API's document; permission or role.
void expand_api_event(Context& context, const Event& event, const EventTarget& target);
/// An HttpApi event of a function.
void expand_http_api_event(Context& context, const Event& event, const EventTarget& target);

/// After all resources: CodeDeploy's application and role for the functions with a DeploymentPreference.
void expand_deployments(Context& context);

}  // namespace cumulint::sam
