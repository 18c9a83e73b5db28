// What the properties of a REST API write into its document.
#pragma once

#include "sam/apis.h"

namespace cumulint::sam {

void add_cors(Context& context, ApiDocument& document);
void add_gateway_responses(Context& context, ApiDocument& document);
void add_models(Context& context, ApiDocument& document);
void add_binary_types(Context& context, ApiDocument& document);
void disable_execute_endpoint(Context& context, ApiDocument& document);
/// OpenApiVersion: the document's version, and OpenAPI 3's places for what is in it.
void set_open_api_version(Context& context, ApiDocument& document);

}  // namespace cumulint::sam
