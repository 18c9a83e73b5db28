// GraphQL APIs: the data sources, functions and resolvers behind their fields.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

/// Are all settings known, of the right kind, and complete? Else they are refused.
bool check_graphql(Context& context, const SamResource& api);
void make_graphql_sources(Context& context, const SamResource& api);
void make_graphql_functions(Context& context, const SamResource& api);
void make_graphql_resolvers(Context& context, const SamResource& api);

/// A connector that the API implies.
struct ImpliedConnector {
  std::string_view id;
  const Value *source, *destination, *permissions;
};

/// It is expanded with all others.
void add_connector(Context& context, const SamResource& api, const ImpliedConnector& implied);

}  // namespace cumulint::sam
