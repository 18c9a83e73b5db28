// Conditions as diagrams.
#include "resolve/condition-compiler.h"

#include <algorithm>
#include <unordered_set>

#include "resolve/known-parameters.h"

namespace cumulint {
namespace {

constexpr int depth_limit = 300;
constexpr std::uint32_t steps_a_condition = 4'000;
constexpr std::uint32_t steps_in_all = 1'000'000;

}  // namespace

ConditionCompiler::ConditionCompiler(const Template& source, ConditionScan& scan, Arena& arena)
    : source_(source),
      scan_(scan),
      arena_(arena),
      builder_(arena, steps_a_condition),
      states_(source.conditions.size(), State::untouched),
      compiled_(source.conditions.size(), diagram_overflow),
      by_name_(source.conditions.size()),
      total_steps_(steps_in_all) {
  for (std::uint32_t i = 0; i < by_name_.size(); ++i) by_name_[i] = i;
  std::stable_sort(by_name_.begin(), by_name_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return source_.conditions[a].name < source_.conditions[b].name;
  });
}

std::uint32_t ConditionCompiler::find_condition(std::string_view name) const {
  const auto at = std::lower_bound(by_name_.begin(), by_name_.end(), name, [&](std::uint32_t index, std::string_view wanted) {
    return source_.conditions[index].name < wanted;
  });
  const bool found = at != by_name_.end() && source_.conditions[*at].name == name;
  return found ? *at : no_variable;
}

DiagramId ConditionCompiler::condition(std::uint32_t index) {
  if (states_[index] == State::done) return compiled_[index];
  if (states_[index] == State::busy || index >= ConditionScan::condition_limit) return uncertain();  // it refers to itself
  states_[index] = State::busy;
  builder_.allow_steps(std::min(steps_a_condition, total_steps_));
  DiagramId id = compile(*source_.conditions[index].definition->value, 0);
  total_steps_ -= std::min(total_steps_, steps_a_condition - std::min(steps_a_condition, builder_.steps_left()));
  if (id == diagram_overflow) id = uncertain();
  states_[index] = State::done;
  return compiled_[index] = id;
}

DiagramId ConditionCompiler::compile(const Value& value, int depth) {
  if (!value.is(ValueKind::expression) || depth > depth_limit) return uncertain();
  return compile_call(*value.expression, depth);
}

DiagramId ConditionCompiler::compile_call(const Expression& call, int depth) {
  switch (call.kind) {
    case ExpressionKind::and_: return fold(call, true, depth);
    case ExpressionKind::or_: return fold(call, false, depth);
    case ExpressionKind::not_: return builder_.negation(compile(*call.args[0].value, depth + 1));
    case ExpressionKind::equals: return compare(*call.args[0].value, *call.args[1].value, call);
    case ExpressionKind::contains: return compare_contains(call);
    case ExpressionKind::condition: {
      const std::uint32_t index = find_condition(call.target);
      return index == no_variable ? uncertain() : condition(index);
    }
    default: return uncertain();
  }
}

DiagramId ConditionCompiler::fold(const Expression& call, bool is_and, int depth) {
  DiagramId result = is_and ? diagram_true : diagram_false;
  for (const Field& arg : call.args) {
    const DiagramId next = compile(*arg.value, depth + 1);
    result = is_and ? builder_.both(result, next) : builder_.either(result, next);
    if (result == diagram_overflow) break;
  }
  return result;
}

DiagramId ConditionCompiler::compare(const Value& a, const Value& b, const Expression& whole) {
  using Kind = EqualsOperand::Kind;
  const EqualsOperand left = scan_.operand(a), right = scan_.operand(b);
  if (left.kind == Kind::opaque || right.kind == Kind::opaque) return opaque(left, right, whole);
  if (left.kind == Kind::literal && right.kind == Kind::literal)
    return left.text == right.text ? diagram_true : diagram_false;
  if (left.kind == Kind::variable && right.kind == Kind::literal) return equals_literal(left.variable, right.text);
  if (left.kind == Kind::literal && right.kind == Kind::variable) return equals_literal(right.variable, left.text);
  if (left.kind == Kind::variable && right.kind == Kind::variable)
    return compare_variables(left.variable, right.variable);
  return compare_tables(left, right);
}

DiagramId ConditionCompiler::compare_contains(const Expression& contains) {
  if (!contains.args[0].value->is(ValueKind::list)) return uncertain();
  DiagramId result = diagram_false;
  for (const Field& item : contains.args[0].value->fields)
    result = builder_.either(result, compare(*item.value, *contains.args[1].value, contains));
  return result;
}

DiagramId ConditionCompiler::equals_index(std::uint32_t variable, std::uint32_t index) {
  const VariableDraft& draft = scan_.variables()[variable];
  std::vector<DiagramId> children(draft.values.size() + draft.others, diagram_false);
  children[index] = diagram_true;
  return builder_.make(variable, children);
}

DiagramId ConditionCompiler::equals_literal(std::uint32_t variable, std::string_view text) {
  const VariableDraft& draft = scan_.variables()[variable];
  const auto at = std::find(draft.values.begin(), draft.values.end(), text);
  if (at != draft.values.end()) return equals_index(variable, static_cast<std::uint32_t>(at - draft.values.begin()));
  // Not among the values: impossible, unless it was one too many to be told apart.
  const bool in_domain = std::find(draft.domain.begin(), draft.domain.end(), text) != draft.domain.end();
  const bool was_named = draft.named_set.count(text) > 0;
  return draft.is_closed ? (in_domain ? uncertain() : diagram_false) : (was_named ? diagram_false : uncertain());
}

DiagramId ConditionCompiler::compare_variables(std::uint32_t a, std::uint32_t b) {
  if (a == b) return diagram_true;
  if (a < b) std::swap(a, b);  // a is asked first
  const VariableDraft &first = scan_.variables()[a], &second = scan_.variables()[b];
  const bool comparable = first.group == second.group && first.group != no_variable;
  // A closed one of which not all values are told apart can't be compared.
  if (!comparable || (first.is_closed && first.others > 0) || (second.is_closed && second.others > 0)) return uncertain();
  std::vector<DiagramId> children;
  for (std::string_view value : first.values) children.push_back(equals_literal(b, value));
  for (std::uint32_t other = 0; other < first.others; ++other) {
    const bool both_open = !first.is_closed && !second.is_closed;
    const bool is_shared = both_open && other < second.others;
    children.push_back(is_shared ? equals_index(b, static_cast<std::uint32_t>(second.values.size()) + other) : diagram_false);
  }
  return builder_.make(a, children);
}

// One side is made of parameters with few values: each combination of them is evaluated.
DiagramId ConditionCompiler::compare_tables(const EqualsOperand& a, const EqualsOperand& b) {
  std::vector<std::uint32_t> used;
  for (const EqualsOperand* side : {&a, &b})
    if (side->kind == EqualsOperand::Kind::table) used.insert(used.end(), side->used.begin(), side->used.end());
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  std::size_t combinations = 1;
  for (std::uint32_t variable : used) {
    if (scan_.variables()[variable].others > 0) return uncertain();  // not all of its values are told apart
    combinations *= scan_.variables()[variable].values.size();
    if (combinations > 256) return uncertain();
  }

  DiagramId result = diagram_false;
  for (std::size_t number = 0; number < combinations; ++number) {
    Assignment assignment = scan_.given();
    DiagramId guard = diagram_true;
    std::size_t rest = number;
    for (std::uint32_t variable : used) {
      const VariableDraft& draft = scan_.variables()[variable];
      const std::size_t index = rest % draft.values.size();
      rest /= draft.values.size();
      assignment.values.emplace_back(draft.name, draft.values[index]);
      guard = builder_.both(guard, equals_index(variable, static_cast<std::uint32_t>(index)));
    }
    const auto text_of = [&](const EqualsOperand& side) { return Concrete{source_, assignment}.text(*side.value); };
    const EqualsOperand& table = a.kind == EqualsOperand::Kind::variable ? b : a;
    const EqualsOperand& other = &table == &a ? b : a;
    const std::optional<std::string> text = text_of(table);
    if (!text) continue;  // nothing deploys with this combination
    DiagramId equal = diagram_false;
    if (other.kind == EqualsOperand::Kind::variable)
      equal = equals_literal(other.variable, arena_.copy(*text));
    else if (const std::optional<std::string> second = text_of(other))
      equal = *text == *second ? diagram_true : diagram_false;
    result = builder_.either(result, builder_.both(guard, equal));
  }
  return result;
}

// Open both ways; but where its parameters are compared elsewhere too, the answers may depend on each other.
DiagramId ConditionCompiler::opaque(const EqualsOperand& a, const EqualsOperand& b, const Expression& whole) {
  saw_opaque_ = true;
  const std::uint32_t variable = scan_.opaque_variable(whole);
  for (const EqualsOperand* side : {&a, &b})
    for (std::uint32_t used : side->used) {
      const VariableDraft& draft = scan_.variables()[used];
      if (!draft.named.empty() || draft.opaque_uses.size() > 1) scan_.variables()[variable].uncertain = true;
    }
  return yes_or_no(variable);
}

DiagramId ConditionCompiler::yes_or_no(std::uint32_t variable) {
  const DiagramId children[] = {diagram_false, diagram_true};
  return builder_.make(variable, children);
}

DiagramId ConditionCompiler::uncertain() {
  saw_opaque_ = true;
  return yes_or_no(scan_.add_uncertain());
}

std::vector<DiagramId> ConditionCompiler::rules() {
  std::vector<DiagramId> result;
  if (source_.rules == nullptr || !source_.rules->is(ValueKind::map)) return result;
  for (const Field& field : source_.rules->fields) {
    saw_opaque_ = false;
    builder_.allow_steps(std::min(steps_a_condition, total_steps_));
    const DiagramId id = rule(*field.value);
    // What can't be looked into limits nothing that we know of; a rule that always fails would silence everything.
    if (!saw_opaque_ && id != diagram_overflow && !is_terminal(id)) result.push_back(id);
  }
  return result;
}

DiagramId ConditionCompiler::rule(const Value& rule) {
  DiagramId asserted = diagram_true;
  const Field* assertions = rule.find("Assertions");
  if (assertions == nullptr || !assertions->value->is(ValueKind::list)) return asserted;
  for (const Field& assertion : assertions->value->fields) {
    const Field* expression = assertion.value->find("Assert");
    if (expression == nullptr) continue;
    const bool saw_before = saw_opaque_;
    saw_opaque_ = false;
    const DiagramId next = compile(*expression->value, 0);
    if (!saw_opaque_) asserted = builder_.both(asserted, next);
    saw_opaque_ = saw_before;
  }
  const Field* condition = rule.find("RuleCondition");
  if (condition == nullptr) return asserted;
  return builder_.either(builder_.negation(compile(*condition->value, 0)), asserted);
}

DiagramId ConditionCompiler::region_lies_in_partition() {
  const std::uint32_t region = scan_.find_variable("AWS::Region"), partition = scan_.find_variable("AWS::Partition");
  if (region == no_variable || partition == no_variable) return diagram_true;
  builder_.allow_steps(steps_a_condition);
  DiagramId result = diagram_true;
  const std::vector<std::string_view> regions = scan_.variables()[region].values;
  const std::vector<std::string_view> partitions = scan_.variables()[partition].values;
  for (std::string_view value : regions) {
    // The partition has the name that fits, or, if conditions don't name that one, none of those that they name.
    DiagramId fits = diagram_false;
    const bool is_named = std::find(partitions.begin(), partitions.end(), partition_of(value)) != partitions.end();
    if (is_named) {
      fits = equals_literal(partition, partition_of(value));
    } else {
      for (std::string_view name : partitions) fits = builder_.either(fits, equals_literal(partition, name));
      fits = builder_.negation(fits);
    }
    result = builder_.both(result, builder_.either(builder_.negation(equals_literal(region, value)), fits));
  }
  return result == diagram_overflow ? diagram_true : result;
}

Support ConditionCompiler::support(DiagramId id) {
  if (is_terminal(id)) return {};
  std::vector<bool> asked(scan_.variables().size());
  std::unordered_set<DiagramId> seen = {id};
  std::vector<DiagramId> open = {id};
  while (!open.empty()) {
    const DiagramNode& node = builder_.nodes()[open.back()];
    open.pop_back();
    asked[node.variable] = true;
    for (DiagramId child : node.children)
      if (!is_terminal(child) && seen.insert(child).second) open.push_back(child);
  }
  std::vector<std::uint32_t> variables;
  for (std::uint32_t i = 0; i < asked.size(); ++i)
    if (asked[i]) variables.push_back(i);
  return arena_.copy(variables);
}

}  // namespace cumulint
