// The frame of the expansion: what is done in which order.
#include "sam/expand.h"

#include "base/strings.h"
#include "sam/assemble.h"
#include "sam/context.h"
#include "sam/globals.h"
#include "sam/includes.h"
#include "sam/loops.h"
#include "sam/parts.h"
#include "sam/structure.h"

namespace cumulint::sam {
namespace {

struct Part {
  std::string_view type;
  void (*expand)(Context&, const SamResource&);
};

// In the order in which they build on each other: connectors look at roles and mappings that the others made.
constexpr Part parts[] = {
    {"Function", expand_function},
    {"StateMachine", expand_state_machine},
    {"Api", expand_api},
    {"HttpApi", expand_http_api},
    {"WebSocketApi", expand_web_socket_api},
    {"GraphQLApi", expand_graphql_api},
    {"SimpleTable", expand_simple_table},
    {"LayerVersion", expand_layer_version},
    {"Application", expand_application},
    {"CapacityProvider", expand_capacity_provider},
    {"Connector", expand_connector},
};

/// A type that SAM does not know passes through, for CloudFormation to judge.
bool is_known(std::string_view type) {
  constexpr std::string_view prefix = "AWS::Serverless::";
  if (!starts_with(type, prefix)) return false;
  for (const Part& part : parts)
    if (part.type == type.substr(prefix.size())) return true;
  return false;
}

/// A template without resources is refused, whatever else it holds.
bool has_resources(const Template& written) {
  if (!written.root->is(ValueKind::map)) return true;
  const Field* resources = written.root->find("Resources");
  return resources != nullptr && !(resources->value->is(ValueKind::map) && resources->value->fields.empty());
}

/// Without the transform SAM's resources mean nothing to CloudFormation; what they were meant to be is known all the same.
bool wants_sam(const Template& written) {
  for (const Resource& resource : written.resources)
    if (is_known(resource.type) || resource.body->find("Connectors") != nullptr) return true;
  if (written.globals != nullptr) return true;
  return written.has_sam;
}

}  // namespace

const Template* expand(const Template& source, const ExpandOptions& options, Arena& arena,
                       std::vector<Problem>& problems, bool& refused) {
  Grafts grafts;
  const Template& whole = *include_files(source, options, arena, grafts);
  const Template& written = *unroll_loops(whole, options, arena, grafts);
  if (!wants_sam(written) && has_resources(written)) return &written;
  Context context(written, options, arena, problems);
  check_structure(context);
  context.globals().check();
  for (const Resource& resource : written.resources)
    if (is_known(resource.type)) check_resource(context, context.add_sam(resource));
  prepare_connectors(context);
  prepare_apis(context);
  for (const Part& part : parts)
    for (std::size_t i = 0; i < context.resources().size(); ++i) {
      const SamResource& resource = context.resources()[i];
      if (resource.type == part.type && !resource.broken) part.expand(context, resource);
    }
  expand_deployments(context);
  context.globals().count_users();
  refused = refused || context.refused();
  return assemble(context);
}

}  // namespace cumulint::sam
