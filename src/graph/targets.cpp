// The look-up of one value in the names of a template.
#include "graph/targets.h"

#include "base/arena.h"

namespace cumulint {
namespace {

/// The qualifier as a view of something that outlives the look-up: the candidate's text or the template's.
std::string_view kept_qualifier(std::string_view qualifier, const Candidate& value, const Graph& graph) {
  if (qualifier.empty()) return {};
  for (const Piece& piece : value.text.pieces)
    for (const Alternative& alternative : piece.alternatives)
      if (const std::size_t at = alternative.text.rfind(qualifier); at != std::string_view::npos)
        return alternative.text.substr(at, qualifier.size());
  const GraphNode* version = graph.find(qualifier);
  if (version != nullptr) return version->id;
  for (const GraphNode& node : graph.nodes) {
    if (node.type != "AWS::Lambda::Alias" && node.type != "AWS::StepFunctions::StateMachineAlias") continue;
    const Field* name = node.resource->find("Name");
    if (name != nullptr && name->value->literal() == qualifier) return name->value->literal();
  }
  return {};
}

}  // namespace

Target resolve_target(const Candidate& value, const Graph& graph) {
  Arena scratch;
  Target target;
  bool could_be_other = false;
  for (const Named& named : graph.names->find_all(value, {}, scratch)) {
    const GraphNode* node = named.resource == nullptr ? nullptr : graph.find(*named.resource);
    if (node == nullptr || (target.node != nullptr && target.node != node)) could_be_other = true;
    if (node == nullptr || target.node != nullptr) continue;
    target.node = node;
    target.sure = named.sure;
    target.qualifier = kept_qualifier(named.qualifier, value, graph);
  }
  if (target.node != nullptr && could_be_other) target.sure = Truth::unknown;
  return target;
}

}  // namespace cumulint
