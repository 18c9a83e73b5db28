// The roles that resources play in the application, from the edges around them.
#include "base/strings.h"
#include "graph/families.h"
#include "graph/tool-generated.h"
#include "model/expression.h"

namespace cumulint {
namespace {

class RoleMarks {
 public:
  RoleMarks(const Graph& graph, const GraphInput& input) : graph_(graph), input_(input), marks_(graph.nodes.size()) {}

  void compute() {
    for (const GraphNode& node : graph_.nodes) {
      if (node.resource != nullptr && is_tool_generated(*node.resource)) mark(node, RoleFlag::tool_generated);
      if (graph_.is_monitored) mark(node, RoleFlag::monitored);
    }
    for (const Edge& edge : graph_.edges) {
      if (edge.enabled) mark_ends(edge);
      if (edge.kind == EdgeKind::references) mark_wrapped_handler(edge);
    }
    mark_private();
  }

  const std::vector<std::uint32_t>& marks() const { return marks_; }

 private:
  void mark(const GraphNode& node, RoleFlag flag) { marks_[node.index] |= static_cast<std::uint32_t>(flag); }
  bool has(const GraphNode& node, RoleFlag flag) const {
    return (marks_[node.index] & static_cast<std::uint32_t>(flag)) != 0;
  }

  void mark_ends(const Edge& edge) {
    switch (edge.kind) {
      case EdgeKind::redrive:
      case EdgeKind::dead_letter: mark(*edge.to, RoleFlag::dead_letter_queue); break;
      case EdgeKind::on_failure: mark(*edge.to, RoleFlag::failure_destination); break;
      case EdgeKind::mapping:
      case EdgeKind::pipe: mark_consumer(edge); break;
      case EdgeKind::route:
      case EdgeKind::function_url:
      case EdgeKind::load_balancer: mark(*edge.to, RoleFlag::api_handler); break;
      case EdgeKind::custom_resource: mark(*edge.to, RoleFlag::custom_resource_handler); break;
      case EdgeKind::call:
        if (edge.call->operation == "ReceiveMessage" || edge.call->operation == "GetRecords" ||
            edge.call->operation == "SubscribeToShard")
          mark(*edge.to, RoleFlag::has_consumer);
        break;
      default: break;
    }
    if (is_invocation(edge)) mark_invoked(edge);
  }

  void mark_consumer(const Edge& edge) {
    mark(*edge.from, RoleFlag::has_consumer);
    const bool is_queue = edge.from->type == "AWS::SQS::Queue";
    const bool is_stream = edge.from->type == "AWS::Kinesis::Stream" || edge.from->type == "AWS::DynamoDB::Table" ||
                           edge.from->type == "AWS::DynamoDB::GlobalTable";
    if (is_queue) mark(*edge.to, RoleFlag::queue_consumer);
    if (is_stream) mark(*edge.to, RoleFlag::stream_consumer);
  }

  void mark_invoked(const Edge& edge) {
    mark(*edge.to, RoleFlag::has_trigger);
    switch (edge.invocation) {
      case InvocationKind::synchronous: mark(*edge.to, RoleFlag::sync_invoked); break;
      case InvocationKind::asynchronous: mark(*edge.to, RoleFlag::async_invoked); break;
      case InvocationKind::polled: mark(*edge.to, RoleFlag::polled); break;
      case InvocationKind::unknown: break;
    }
  }

  /// The CDK's provider framework calls the handler that its environment names.
  void mark_wrapped_handler(const Edge& edge) {
    const bool both_functions = edge.from->type == "AWS::Lambda::Function" && edge.to->type == "AWS::Lambda::Function";
    if (both_functions && has(*edge.from, RoleFlag::tool_generated)) mark(*edge.to, RoleFlag::custom_resource_handler);
  }

  void mark_private() {
    shared_.resize(graph_.nodes.size());
    for (const Output& output : input_.effective->outputs) share_references(*output.value, 0);
    for (const GraphNode& node : graph_.nodes)
      if (gives_away(node.type))
        for (const Edge* edge : node.out) share(*edge->to);
    share_guarded();
    for (const GraphNode& node : graph_.nodes)
      if (node.resource != nullptr && !shared_[node.index]) mark(node, RoleFlag::app_private);
  }

  /// Types that hand what they refer to to others.
  static bool gives_away(std::string_view type) {
    return type == "AWS::SSM::Parameter" || type == "AWS::CloudFormation::Stack" || type == "AWS::RAM::ResourceShare";
  }

  void share(const GraphNode& node) {
    if (shared_[node.index]) return;
    shared_[node.index] = true;
    const bool stands_in = node.type == "AWS::Lambda::Alias" || node.type == "AWS::Lambda::Version" ||
                           node.type == "AWS::Lambda::Url" || node.type == "AWS::StepFunctions::StateMachineAlias" ||
                           node.type == "AWS::StepFunctions::StateMachineVersion";
    if (!stands_in) return;
    for (const Edge* edge : node.out) share(*edge->to);
  }

  void share_references(const Field& field, int depth) {
    constexpr int deepest = 40;
    const Value& value = *field.value;
    if (depth > deepest) return;
    for (const Field& part : value.fields) share_references(part, depth + 1);
    if (!value.is(ValueKind::expression)) return;
    const Expression& e = *value.expression;
    if (e.kind == ExpressionKind::ref || e.kind == ExpressionKind::get_att) share_id(e.target);
    for (const Field& argument : e.args) share_references(argument, depth + 1);
    for (const SubPart& part : e.parts)
      if (part.is_variable && part.local == nullptr) share_id(part.target);
  }

  void share_id(std::string_view id) {
    if (const GraphNode* node = graph_.find(id)) share(*node);
  }

  /// Resources that a policy opens to other accounts, or to principals that we don't know.
  void share_guarded() {
    if (input_.policies == nullptr) {
      for (const GraphNode& node : graph_.nodes)
        if (ends_with(node.type, "Policy") && node.type != "AWS::IAM::Policy" && node.type != "AWS::IAM::RolePolicy" &&
            node.type != "AWS::IAM::ManagedPolicy")
          for (const Edge* edge : node.out) share(*edge->to);
      return;
    }
    for (const Policy& policy : input_.policies->all) {
      if (policy.kind != PolicyKind::resource || !is_for_others(policy)) continue;
      for (const Resource* guarded : policy.attached_to)
        if (const GraphNode* node = graph_.find(*guarded)) share(*node);
    }
  }

  static bool is_for_others(const Policy& policy) {
    for (const Statement& statement : policy.statements) {
      if (statement.effect == Effect::deny) continue;
      for (std::size_t i = 0; i < statement.principals.size(); ++i) {
        if (statement.principal_kinds[i] == "Service") continue;
        const Reference* reference = statement.principals[i].text.whole_reference();
        const bool own_role = reference != nullptr && reference->resource != nullptr;
        if (!own_role) return true;
      }
    }
    return false;
  }

  const Graph& graph_;
  const GraphInput& input_;
  std::vector<std::uint32_t> marks_;
  std::vector<bool> shared_;
};

}  // namespace

std::span<const std::uint32_t> compute_roles(const Graph& graph, const GraphInput& input, Arena& arena) {
  RoleMarks marks(graph, input);
  marks.compute();
  return arena.copy(marks.marks());
}

}  // namespace cumulint
