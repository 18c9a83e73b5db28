// The parameters that conditions use, and the values of them that conditions tell apart.
#include "resolve/condition-scan.h"

#include <algorithm>
#include <map>

#include "base/strings.h"
#include "resolve/known-parameters.h"

namespace cumulint {
namespace {

constexpr int depth_limit = 300;
/// A text made of several parameters is looked at for each combination of their values, if these are few.
constexpr std::size_t combinations_limit = 64;
/// So many open parameters may be compared with each other.
constexpr std::size_t compared_limit = 4;
/// So many values of one parameter are told apart.
constexpr std::size_t named_limit = 256;
/// So many comparisons that can't be looked into are searched for an equal one.
constexpr std::size_t opaque_limit = 200;

bool contains_text(const std::vector<std::string_view>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

void add_once(std::vector<std::uint32_t>& list, std::uint32_t item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

/// !Ref P, or !Sub '${P}', which is the same.
bool is_reference(const Value& value) {
  if (!value.is(ValueKind::expression)) return false;
  const Expression& call = *value.expression;
  if (call.kind == ExpressionKind::ref) return true;
  return call.kind == ExpressionKind::sub && call.parts.size() == 1 && call.parts[0].is_variable &&
         call.parts[0].local == nullptr && call.parts[0].attribute.empty();
}

/// Can the parameter have this value, by its MinLength and MaxLength?
bool has_fitting_length(const Parameter* parameter, std::string_view value) {
  if (parameter == nullptr) return true;
  const auto bound = [&](std::string_view key) -> std::optional<std::int64_t> {
    const Field* field = parameter->definition->find(key);
    return field == nullptr ? std::nullopt : parse_integer(field->value->literal());
  };
  const std::int64_t length = static_cast<std::int64_t>(value.size());
  const std::optional<std::int64_t> least = bound("MinLength"), most = bound("MaxLength");
  return !(least && length < *least) && !(most && length > *most);
}

}  // namespace

void ConditionScan::run() {
  collect_given();
  for_each_definition(&ConditionScan::restrict_keys);
  for_each_definition(&ConditionScan::scan);
  settle_groups();
  for (VariableDraft& variable : variables_) settle(variable);
}

void ConditionScan::collect_given() {
  for (const Parameter& parameter : source_.parameters)
    if (const auto value = given_value(given_, parameter.name, &parameter))
      assignment_.values.emplace_back(parameter.name, *value);
  for (std::string_view name : pseudo_parameters())
    if (const auto value = given_value(given_, name, nullptr)) assignment_.values.emplace_back(name, *value);
}

void ConditionScan::for_each_definition(void (ConditionScan::*look)(const Value&, int)) {
  const std::size_t count = std::min(source_.conditions.size(), condition_limit);
  for (const Condition& condition : source_.conditions.first(count)) (this->*look)(*condition.definition->value, 0);
  if (source_.rules == nullptr || !source_.rules->is(ValueKind::map)) return;
  for (const Field& rule : source_.rules->fields) {
    if (const Field* condition = rule.value->find("RuleCondition")) (this->*look)(*condition->value, 0);
    const Field* assertions = rule.value->find("Assertions");
    if (assertions == nullptr || !assertions->value->is(ValueKind::list)) continue;
    for (const Field& assertion : assertions->value->fields)
      if (const Field* expression = assertion.value->find("Assert")) (this->*look)(*expression->value, 0);
  }
}

std::uint32_t ConditionScan::find_variable(std::string_view name) const {
  const auto at = by_name_.find(name);
  return at == by_name_.end() ? no_variable : at->second;
}

std::uint32_t ConditionScan::variable_for(std::string_view name) {
  const auto [at, is_new] = by_name_.emplace(name, static_cast<std::uint32_t>(variables_.size()));
  if (!is_new) return at->second;
  VariableDraft draft;
  draft.name = name;
  draft.parameter = source_.find_parameter(name);
  if (draft.parameter != nullptr) {
    for (const Field& value : closed_values(*draft.parameter)) draft.domain.push_back(value.value->text);
    draft.is_closed = !draft.domain.empty();
  }
  variables_.push_back(draft);
  return at->second;
}

// Conditions are evaluated in every deployment, so a parameter that is a key of a mapping must be one that is there.
void ConditionScan::restrict_keys(const Value& value, int depth) {
  if (depth > depth_limit || !step()) return;
  if (value.is(ValueKind::expression)) {
    const Expression& call = *value.expression;
    if (call.kind == ExpressionKind::find_in_map && call.args.size() == 3) {
      if (const Mapping* mapping = source_.find_mapping(call.args[0].value->literal())) {
        restrict_key(*call.args[1].value, *mapping->definition);
        if (const Field* row = mapping->definition->find(call.args[1].value->literal()))
          restrict_key(*call.args[2].value, *row->value);
      }
    }
    for (const Field& arg : call.args) restrict_keys(*arg.value, depth + 1);
  }
  if (value.is(ValueKind::list) || value.is(ValueKind::map))
    for (const Field& field : value.fields) restrict_keys(*field.value, depth + 1);
}

void ConditionScan::restrict_key(const Value& key, const Value& map) {
  if (!key.is(ValueKind::expression) || key.expression->kind != ExpressionKind::ref) return;
  const std::string_view name = key.expression->target;
  const bool is_parameter = source_.find_parameter(name) != nullptr || is_pseudo_parameter(name);
  if (!is_parameter || assignment_.find(name) != nullptr || !map.is(ValueKind::map)) return;
  VariableDraft& variable = variables_[variable_for(name)];
  std::vector<std::string_view> keys;
  for (const Field& field : map.fields)
    if (!variable.is_closed || contains_text(variable.domain, field.key)) keys.push_back(field.key);
  if (keys.empty()) return;  // nothing deploys: no reason to say anything of it here
  variable.domain = keys;
  variable.is_closed = true;
}

void ConditionScan::scan(const Value& value, int depth) {
  if (!value.is(ValueKind::expression) || depth > depth_limit || !step()) return;
  const Expression& call = *value.expression;
  if (call.kind == ExpressionKind::equals && call.args.size() == 2)
    scan_pair(*call.args[0].value, *call.args[1].value, call);
  else if (call.kind == ExpressionKind::contains)
    scan_contains(call);
  else
    for (const Field& arg : call.args) scan(*arg.value, depth + 1);
}

void ConditionScan::scan_contains(const Expression& contains) {
  if (!contains.args[0].value->is(ValueKind::list)) return;
  for (const Field& item : contains.args[0].value->fields) scan_pair(*item.value, *contains.args[1].value, contains);
}

void ConditionScan::scan_pair(const Value& a, const Value& b, const Expression& whole) {
  const EqualsOperand left = operand(a), right = operand(b);
  using Kind = EqualsOperand::Kind;
  if (left.kind == Kind::opaque || right.kind == Kind::opaque) {
    const std::uint32_t shared = opaque_variable(whole);
    for (std::uint32_t used : left.used) variables_[used].opaque_uses.insert(shared);
    for (std::uint32_t used : right.used) variables_[used].opaque_uses.insert(shared);
    return;
  }
  if (left.kind == Kind::table) name_all(left.used);
  if (right.kind == Kind::table) name_all(right.used);
  if (left.kind == Kind::variable && right.kind == Kind::literal) name_value(left.variable, arena_.copy(right.text));
  if (left.kind == Kind::literal && right.kind == Kind::variable) name_value(right.variable, arena_.copy(left.text));
  if (left.kind == Kind::variable && right.kind == Kind::variable && left.variable != right.variable)
    join_groups(left.variable, right.variable);
  // A table beside a parameter with few values: all of them may matter.
  for (const EqualsOperand* side : {&left, &right})
    if (side->kind == Kind::variable && is_small(side->used) && (left.kind == Kind::table || right.kind == Kind::table))
      name_all(side->used);
}

EqualsOperand ConditionScan::operand(const Value& value) {
  EqualsOperand result;
  result.value = &value;
  bool known = true;
  collect_used(value, result, known, 0);
  if (known && result.used.empty()) {
    if (const std::optional<std::string> text = Concrete{source_, assignment_}.text(value)) {
      result.kind = EqualsOperand::Kind::literal;
      result.text = *text;
    }
    return result;
  }
  if (known && is_reference(value)) {
    result.kind = EqualsOperand::Kind::variable;
    result.variable = result.used[0];
  } else if (known && is_small(result.used)) {
    result.kind = EqualsOperand::Kind::table;
  }
  return result;
}

void ConditionScan::collect_used(const Value& value, EqualsOperand& operand, bool& known, int depth) {
  if (depth > depth_limit || operand.used.size() > 8 || !step()) known = false;
  if (!known) return;
  if (value.is(ValueKind::text)) {
    if (contains(value.text, "{{resolve:")) known = false;
  } else if (value.is(ValueKind::list) || value.is(ValueKind::map)) {
    for (const Field& field : value.fields) collect_used(*field.value, operand, known, depth + 1);
  } else if (value.is(ValueKind::expression)) {
    const Expression& call = *value.expression;
    switch (call.kind) {
      case ExpressionKind::ref: return use(call.target, operand, known);
      case ExpressionKind::sub:
        for (const SubPart& part : call.parts) {
          if (!part.is_variable) continue;
          if (part.local != nullptr) collect_used(*part.local->value, operand, known, depth + 1);
          else if (part.attribute.empty()) use(part.target, operand, known);
          else known = false;
        }
        return;
      case ExpressionKind::join:
      case ExpressionKind::select:
      case ExpressionKind::split:
      case ExpressionKind::find_in_map:
      case ExpressionKind::length:
        for (const Field& arg : call.args) collect_used(*arg.value, operand, known, depth + 1);
        return;
      default: known = false;
    }
  } else {
    known = false;
  }
}

void ConditionScan::use(std::string_view name, EqualsOperand& operand, bool& known) {
  if (assignment_.find(name) != nullptr) return;
  if (source_.find_parameter(name) == nullptr && !is_pseudo_parameter(name)) {
    known = false;
    return;
  }
  add_once(operand.used, variable_for(name));
}

bool ConditionScan::is_small(const std::vector<std::uint32_t>& used) const {
  std::size_t combinations = 1;
  for (std::uint32_t index : used) {
    if (!variables_[index].is_closed) return false;
    combinations *= variables_[index].domain.size();
    if (combinations > combinations_limit) return false;
  }
  return true;
}

void ConditionScan::name_value(std::uint32_t variable, std::string_view value) {
  VariableDraft& draft = variables_[variable];
  if (draft.named.size() < named_limit && draft.named_set.insert(value).second) draft.named.push_back(value);
}

void ConditionScan::name_all(const std::vector<std::uint32_t>& used) {
  for (std::uint32_t index : used)
    for (std::string_view value : std::vector<std::string_view>(variables_[index].domain)) name_value(index, value);
}

void ConditionScan::join_groups(std::uint32_t a, std::uint32_t b) {
  const std::uint32_t first = variables_[a].group, second = variables_[b].group;
  const std::uint32_t group = first != no_variable ? first : second != no_variable ? second : a;
  variables_[a].group = variables_[b].group = group;
  if (first == no_variable || second == no_variable || first == second) return;
  for (VariableDraft& variable : variables_)
    if (variable.group == second) variable.group = first;
}

bool ConditionScan::step() {
  if (steps_ == 0) return false;
  --steps_;
  return true;
}

// Parameters that are compared must tell the same values apart; each open one may have a value of its own besides.
void ConditionScan::settle_groups() {
  std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
  for (std::uint32_t i = 0; i < variables_.size(); ++i)
    if (variables_[i].group != no_variable) groups[variables_[i].group].push_back(i);
  for (const auto& [group, members] : groups) {
    std::vector<std::string_view> universe;
    std::size_t open = 0;
    for (std::uint32_t member : members) {
      const VariableDraft& variable = variables_[member];
      const auto& values = variable.is_closed ? variable.domain : variable.named;
      universe.insert(universe.end(), values.begin(), values.end());
      if (variable.parameter != nullptr && variable.parameter->default_value != nullptr)
        universe.push_back(variable.parameter->default_value->value->literal());
      if (!variable.is_closed) ++open;
    }
    for (std::uint32_t member : members) {
      for (std::string_view value : universe) name_value(member, value);
      variables_[member].others = static_cast<std::uint32_t>(open);
      variables_[member].uncertain = open > compared_limit;
    }
  }
}

void ConditionScan::settle(VariableDraft& variable) {
  if (variable.name.empty()) return;
  if (!variable.is_closed) {
    for (std::string_view value : variable.named)
      if (has_fitting_length(variable.parameter, value)) variable.values.push_back(value);
    variable.others = std::max<std::uint32_t>(variable.others, 1);
    return;
  }
  std::unordered_set<std::string_view> left(variable.domain.begin(), variable.domain.end());
  for (std::string_view value : variable.named)
    if (left.erase(value) > 0) variable.values.push_back(value);
  variable.others = left.empty() ? 0 : 1;
}

std::uint32_t ConditionScan::opaque_variable(const Expression& equals) {
  const auto known = opaque_.find(&equals);
  if (known != opaque_.end()) return known->second;
  for (const Expression* other : distinct_opaque_) {
    if (other->kind != equals.kind) continue;
    const Value &a = *other->args[0].value, &b = *other->args[1].value;
    const Value &x = *equals.args[0].value, &y = *equals.args[1].value;
    if ((same_value(a, x) && same_value(b, y)) || (same_value(a, y) && same_value(b, x)))
      return opaque_[&equals] = opaque_[other];
  }
  const std::uint32_t variable = add_uncertain();
  opaque_[&equals] = variable;
  if (distinct_opaque_.size() < opaque_limit) {
    variables_[variable].uncertain = false;
    distinct_opaque_.push_back(&equals);
  }
  return variable;
}

std::uint32_t ConditionScan::add_uncertain() {
  VariableDraft draft;
  draft.others = 2;
  draft.uncertain = true;
  variables_.push_back(draft);
  return static_cast<std::uint32_t>(variables_.size() - 1);
}

}  // namespace cumulint
