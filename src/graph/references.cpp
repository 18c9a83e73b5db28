// All other references: every Ref, GetAtt and Sub that no other family used.
#include "base/strings.h"
#include "graph/families.h"
#include "model/expression.h"

namespace cumulint {
namespace {

class ReferenceWalk {
 public:
  ReferenceWalk(GraphBuilder& graph, const Resource& owner) : graph_(graph), owner_(graph.self(owner)) {}

  void walk(const Field& field) {
    const Value& value = *field.value;
    if (graph_.has_evidence(field)) return;
    if (value.is(ValueKind::map) || value.is(ValueKind::list)) {
      for (const Field& part : value.fields) walk(part);
    } else if (value.is(ValueKind::expression)) {
      expression(field, *value.expression);
    }
  }

 private:
  void expression(const Field& field, const Expression& e) {
    if (e.kind == ExpressionKind::ref || e.kind == ExpressionKind::get_att) refer(field, e.target);
    if (e.kind != ExpressionKind::sub) {
      if (e.kind != ExpressionKind::ref && e.kind != ExpressionKind::get_att)
        for (const Field& argument : e.args) walk(argument);
      return;
    }
    for (const SubPart& part : e.parts) {
      if (!part.is_variable) continue;
      if (part.local != nullptr) walk(*part.local);
      else refer(field, part.target);
    }
  }

  void refer(const Field& field, std::string_view target) {
    const Resource* resource = graph_.source().find_resource(target);
    if (resource == nullptr) return;
    graph_.connect(owner_, graph_.self(*resource, &field), {.kind = EdgeKind::references});
  }

  GraphBuilder& graph_;
  Named owner_;
};

}  // namespace

void add_references(GraphBuilder& graph) {
  for (const Resource& resource : graph.source().resources) ReferenceWalk(graph, resource).walk(*resource.properties);
}

}  // namespace cumulint
