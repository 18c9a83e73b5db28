// Who may call an API's operations: authorizers, API keys, resource policies; and what requests must hold.
#pragma once

#include <span>

#include "sam/apis.h"
#include "sam/events.h"

namespace cumulint::sam {

/// "/items/*" of "/items/{id}/": a path in the ARN of a permission.
std::string permission_path(std::string_view path);

// Of one Api event, into its operation.
void set_event_auth(Context& context, const Event& event, ApiDocument& document, Editable& operation);
void set_request_model(Context& context, const Event& event, ApiDocument& document, Editable& operation);
void set_request_parameters(Context& context, const Event& event, Editable& operation);

void set_http_event_auth(Context& context, const Event& event, const ApiDocument& document, Editable& operation);

/// Auth of an HTTP API: into the document.
void add_http_auth(Context& context, ApiDocument& document);
/// Auth of a REST API: into the document.
void add_rest_auth(Context& context, ApiDocument& document);
/// The permissions to call Lambda authorizers.
void permit_authorizers(Context& context, const ApiDocument& document);
/// Auth.UsagePlan; `stage` is the stage's id.
void add_usage_plan(Context& context, const ApiDocument& document, std::string_view stage);

/// Can Auth, with these properties and no others, be written into the document? Else it is refused.
bool accepts_auth(Context& context, const ApiDocument& document, const Field& auth, std::span<const std::string_view> known);

/// Where the document keeps its security schemes.
std::string_view security_path(const ApiDocument& document);
/// Adds a security scheme unless there is one of this name.
void add_security_scheme(const Maker& maker, ApiDocument& document, std::string_view name, const Value* scheme);
/// [{name: scopes}] and what `security` held already.
void add_security(const Maker& maker, Editable& operation, std::string_view name, const Value* scopes);

// Resource policies.
void add_resource_policy(Context& context, ApiDocument& document, const Subject& subject, const Field& policy,
                         OperationKey operation);
void add_custom_statements(Context& context, ApiDocument& document, const Subject& subject, const Field& policy);
/// At the end: all of them into the document.
void write_resource_policy(Context& context, ApiDocument& document);

}  // namespace cumulint::sam
