// AppSync: API -> the functions and tables behind its fields, through resolvers and data sources.
#include "graph/families.h"

namespace cumulint {
namespace {

/// The property of a data source that names what it works on, and what a bare name is.
struct SourceProperty {
  std::string_view path, type;
};
constexpr SourceProperty source_properties[] = {
    {"LambdaConfig.LambdaFunctionArn", "AWS::Lambda::Function"},
    {"DynamoDBConfig.TableName", "AWS::DynamoDB::Table"},
    {"EventBridgeConfig.EventBusArn", "AWS::Events::EventBus"},
};

bool is_source(const Named& named) {
  return named.resource != nullptr && named.resource->type == "AWS::AppSync::DataSource";
}

/// Data sources by reference (`!GetAtt Source.Name`) or by their literal Name in the same template.
std::vector<Named> data_sources(GraphBuilder& graph, const Resource& user) {
  std::vector<Named> found;
  for (const Named& named : graph.targets(user, "DataSourceName", {})) {
    if (is_source(named)) {
      found.push_back(named);
      continue;
    }
    for (const Resource* source : graph.resources("AWS::AppSync::DataSource"))
      if (!named.shown.empty() && graph.known_text(*source, "Name") == named.shown) {
        Named match = graph.self(*source, named.field);
        match.when = graph.with(match.when, named.when);
        found.push_back(match);
      }
  }
  return found;
}

/// The data sources of a resolver: its own, or those of its pipeline's functions.
std::vector<Named> sources_of(GraphBuilder& graph, const Resource& resolver) {
  std::vector<Named> sources = data_sources(graph, resolver);
  for (const Choice& item : graph.items(resolver, "PipelineConfig.Functions"))
    for (const Named& function : graph.names().find_all(*item.field, {}, graph.arena(), item.when)) {
      if (function.resource == nullptr || function.resource->type != "AWS::AppSync::FunctionConfiguration") continue;
      for (Named source : data_sources(graph, *function.resource)) {
        source.when = graph.with(source.when, function.when);
        sources.push_back(source);
      }
    }
  return sources;
}

void add_resolver(GraphBuilder& graph, const Resource& resolver) {
  Route route{.kind = ApiKind::graphql, .via = &resolver, .operation = resolver.properties};
  route.method = graph.known_text(resolver, "TypeName");
  route.path = graph.known_text(resolver, "FieldName");
  const Field* name = resolver.find("FieldName");
  route.field = name != nullptr ? name : resolver.properties;
  EdgeFacts facts{.kind = EdgeKind::route, .via = &resolver, .settings = resolver.properties};
  facts.label = graph.arena().join({route.method, ".", route.path});
  for (const Named& api : graph.targets(resolver, "ApiId", {})) {
    if (api.resource == nullptr) continue;
    for (const Named& source : sources_of(graph, resolver))
      for (const SourceProperty& property : source_properties)
        for (Named target : graph.targets(*source.resource, property.path, {property.type})) {
          target.when = graph.with(target.when, source.when);
          route.when = api.when;
          route.integration = source.resource->properties;
          graph.connect(api, target, facts);
          graph.add_route(route, *api.resource, &target);
        }
  }
}

}  // namespace

void add_graphql_apis(GraphBuilder& graph) {
  for (const Resource* resolver : graph.resources("AWS::AppSync::Resolver")) add_resolver(graph, *resolver);
  for (const Resource* api : graph.resources("AWS::AppSync::GraphQLApi")) {
    EdgeFacts facts{.kind = EdgeKind::authorizer, .via = api, .settings = api->properties, .label = "AWS_LAMBDA"};
    graph.connect(*api, graph.targets(*api, "LambdaAuthorizerConfig.AuthorizerUri", {"AWS::Lambda::Function"}), facts);
    for (const Choice& provider : graph.items(*api, "AdditionalAuthenticationProviders"))
      graph.connect(*api,
                    graph.targets(*provider.field, "LambdaAuthorizerConfig.AuthorizerUri", {"AWS::Lambda::Function"},
                                  provider.when),
                    facts);
  }
}

}  // namespace cumulint
