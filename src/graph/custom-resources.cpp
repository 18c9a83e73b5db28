// Custom resources and macros: CloudFormation calls a function while it deploys.
#include "base/strings.h"
#include "graph/families.h"

namespace cumulint {

void add_custom_resources(GraphBuilder& graph) {
  for (const Resource& resource : graph.source().resources) {
    const bool is_macro = resource.type == "AWS::CloudFormation::Macro";
    const bool is_custom =
        resource.type == "AWS::CloudFormation::CustomResource" || starts_with(resource.type, "Custom::");
    if (!is_macro && !is_custom) continue;
    EdgeFacts facts{.kind = EdgeKind::custom_resource, .via = &resource, .settings = resource.properties};
    facts.label = is_macro ? "macro" : "custom resource";
    facts.invocation = InvocationKind::asynchronous;
    const std::string_view path = is_macro ? "FunctionName" : "ServiceToken";
    graph.connect(resource, graph.targets(resource, path, {"AWS::Lambda::Function"}), facts);
  }
}

}  // namespace cumulint
