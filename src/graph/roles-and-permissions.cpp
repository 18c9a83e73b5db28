// Roles that resources take on, and Lambda permissions.
#include "graph/families.h"

namespace cumulint {
namespace {

/// Properties that name the role under which a service works.
struct RoleProperty {
  std::string_view type, path;
};
constexpr RoleProperty role_properties[] = {
    {"AWS::Lambda::Function", "Role"},
    {"AWS::StepFunctions::StateMachine", "RoleArn"},
    {"AWS::Pipes::Pipe", "RoleArn"},
    {"AWS::Scheduler::Schedule", "Target.RoleArn"},
    {"AWS::Events::Rule", "RoleArn"},
    {"AWS::AppSync::DataSource", "ServiceRoleArn"},
    {"AWS::AppSync::GraphQLApi", "LogConfig.CloudWatchLogsRoleArn"},
    {"AWS::ApiGateway::Method", "Integration.Credentials"},
    {"AWS::ApiGatewayV2::Integration", "CredentialsArn"},
    {"AWS::Logs::SubscriptionFilter", "RoleArn"},
    {"AWS::KinesisFirehose::DeliveryStream", "ExtendedS3DestinationConfiguration.RoleARN"},
    {"AWS::SNS::Subscription", "SubscriptionRoleArn"},
};

constexpr std::string_view role_type = "AWS::IAM::Role";

}  // namespace

void add_roles(GraphBuilder& graph) {
  for (const RoleProperty& property : role_properties)
    for (const Resource* owner : graph.resources(property.type))
      graph.connect(*owner, graph.targets(*owner, property.path, {role_type}),
                    {.kind = EdgeKind::role, .via = owner, .settings = owner->properties});
  for (const Resource* rule : graph.resources("AWS::Events::Rule"))
    for (const Choice& target : graph.items(*rule, "Targets"))
      graph.connect(*rule, graph.targets(*target.field, "RoleArn", {role_type}, target.when),
                    {.kind = EdgeKind::role, .via = rule, .settings = target.field});
}

void add_permissions(GraphBuilder& graph) {
  for (const Resource* permission : graph.resources("AWS::Lambda::Permission")) {
    EdgeFacts facts{.kind = EdgeKind::permission, .via = permission, .settings = permission->properties};
    facts.label = graph.known_text(*permission, "Principal");
    graph.connect(*permission, graph.targets(*permission, "FunctionName", {"AWS::Lambda::Function"}), facts);
  }
}

}  // namespace cumulint
