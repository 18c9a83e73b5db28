// Puts the sections of all stacks' templates together.
#include "workspace/joined-template.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string_view>

#include "model/make.h"
#include "resolve/known-parameters.h"
#include "workspace/joined-values.h"

namespace cumulint {
namespace {

class Assembly {
 public:
  Assembly(const StackPlan& plan, Arena& arena) : plan_(plan), arena_(arena), names_(arena), values_(plan, names_, arena) {}

  JoinedTemplate join() {
    for (const std::unique_ptr<const Stack>& stack : plan_.stacks) declare(*stack);
    for (const std::unique_ptr<const Stack>& stack : plan_.stacks) add(*stack);
    Template* made = arena_.make<Template>(*plan_.stacks.front()->unit->effective);
    made->parameters = arena_.copy(parameters_);
    made->mappings = arena_.copy(mappings_);
    made->conditions = arena_.copy(conditions_);
    made->resources = arena_.copy(resources_);
    made->by_id = index(made->resources);
    made->outputs = arena_.copy(outputs_);
    made->transforms = arena_.copy(transforms_);
    for (const std::unique_ptr<const Stack>& stack : plan_.stacks)
      made->has_unknown_macro = made->has_unknown_macro || stack->unit->effective->has_unknown_macro;
    joined_.effective = made;
    return std::move(joined_);
  }

 private:
  static const Template& source(const Stack& stack) { return *stack.unit->effective; }

  void declare(const Stack& stack) {
    for (const Resource& resource : source(stack).resources) names_.declare(NameKind::reference, resource.id);
    for (const Parameter& parameter : source(stack).parameters)
      if (!JoinedValues::is_settled(stack, parameter)) names_.declare(NameKind::reference, parameter.name);
    for (const std::string_view pseudo : own_of_stack) names_.declare(NameKind::reference, pseudo);
    for (const Condition& condition : source(stack).conditions) names_.declare(NameKind::condition, condition.name);
    for (const Mapping& mapping : source(stack).mappings) names_.declare(NameKind::mapping, mapping.name);
  }

  void add(const Stack& stack) {
    if (stack.parent != nullptr) {
      const std::string_view own = stack.resource->condition;
      stands_under_[&stack] = both(stands_under_[stack.parent],
                                   own.empty() ? own : names_.name(NameKind::condition, *stack.parent, own), stack);
    }
    add_parameters(stack);
    for (Mapping mapping : source(stack).mappings) {
      mapping.name = names_.name(NameKind::mapping, stack, mapping.name);
      mappings_.push_back(mapping);
    }
    for (Condition condition : source(stack).conditions) {
      condition.name = names_.name(NameKind::condition, stack, condition.name);
      condition.definition = arena_.make<Field>(values_.field(stack, *condition.definition));
      conditions_.push_back(condition);
    }
    joined_.parts.push_back({stack.unit, resources_.size()});
    for (const Resource& resource : source(stack).resources) add_resource(stack, resource);
    for (Output output : source(stack).outputs) {
      if (stack.parent != nullptr && output.export_name == nullptr) continue;  // only the parent sees it
      output.value = arena_.make<Field>(values_.field(stack, *output.value));
      outputs_.push_back(output);
    }
    for (const Field& transform : source(stack).transforms) transforms_.push_back(transform);
  }

  void add_parameters(const Stack& stack) {
    const bool is_root = stack.parent == nullptr;
    for (Parameter parameter : source(stack).parameters) {
      if (JoinedValues::is_settled(stack, parameter)) continue;
      const std::string_view written = parameter.name;
      parameter.name = names_.name(NameKind::reference, stack, written);
      if (!is_root) parameter.default_value = nullptr;  // the parent passes something else
      if (is_root) give(stack, written, parameter.name);
      parameters_.push_back(parameter);
    }
    static const Value says_nothing{.kind = ValueKind::map};
    for (const std::string_view pseudo : own_of_stack) {
      Parameter own;
      own.name = names_.name(NameKind::reference, stack, pseudo);
      own.type = "String";
      own.definition = &says_nothing;
      if (own.name != pseudo) parameters_.push_back(own);
      if (is_root) give(stack, pseudo, own.name);
    }
    if (!is_root) return;
    for (const std::string_view pseudo : pseudo_parameters())
      if (std::find(own_of_stack.begin(), own_of_stack.end(), pseudo) == own_of_stack.end()) give(stack, pseudo, pseudo);
  }

  /// Linked stacks are in one account and Region: the first that says which counts.
  void give(const Stack& stack, std::string_view written, std::string_view name) {
    const auto given = stack.unit->given.parameters.find(written);
    if (given != stack.unit->given.parameters.end()) joined_.given.parameters.try_emplace(std::string(name), given->second);
  }

  void add_resource(const Stack& stack, const Resource& written) {
    Resource made = written;
    made.id = names_.name(NameKind::reference, stack, written.id);
    const std::string_view own =
        written.condition.empty() ? written.condition : names_.name(NameKind::condition, stack, written.condition);
    made.condition = both(stands_under_[&stack], own, stack);
    for (const Stack* at = &stack; made.condition_field == nullptr && at->parent != nullptr; at = at->parent)
      made.condition_field = at->resource->condition_field;
    std::vector<Field> dependencies;
    for (Field dependency : written.depends_on) {
      Value id = *dependency.value;
      id.text = names_.name(NameKind::reference, stack, id.text);
      dependency.value = arena_.make<Value>(id);
      dependencies.push_back(dependency);
    }
    made.depends_on = arena_.copy(dependencies);
    made.properties = arena_.make<Field>(values_.field(stack, *written.properties));
    resources_.push_back(made);
  }

  /// The condition that both conditions are true; an empty one is always true.
  std::string_view both(std::string_view outer, std::string_view inner, const Stack& stack) {
    if (outer.empty() || outer == inner) return inner;
    if (inner.empty()) return outer;
    const std::string_view name = arena_.join({outer, " and ", inner});
    if (!combined_.insert(name).second) return name;
    const Origin origin = stack.resource != nullptr ? stack.resource->origin : source(stack).resources.front().origin;
    const Maker maker(arena_, origin);
    Condition made;
    made.name = name;
    made.origin = origin;
    made.definition = maker.keep(maker.field(
        "", maker.call("Fn::And", maker.list({maker.call("Condition", maker.text(outer)),
                                              maker.call("Condition", maker.text(inner))}))));
    conditions_.push_back(made);
    return name;
  }

  std::span<const std::uint32_t> index(std::span<const Resource> resources) {
    std::vector<std::uint32_t> order(resources.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return resources[a].id < resources[b].id; });
    return arena_.copy(order);
  }

  const StackPlan& plan_;
  Arena& arena_;
  JoinedNames names_;
  JoinedValues values_;
  JoinedTemplate joined_;
  std::map<const Stack*, std::string_view> stands_under_;  // the condition under which the stack is there
  std::set<std::string_view> combined_;
  std::vector<Parameter> parameters_;
  std::vector<Mapping> mappings_;
  std::vector<Condition> conditions_;
  std::vector<Resource> resources_;
  std::vector<Output> outputs_;
  std::vector<Field> transforms_;
};

}  // namespace

JoinedTemplate join_templates(const StackPlan& plan, Arena& arena) { return Assembly(plan, arena).join(); }

}  // namespace cumulint
