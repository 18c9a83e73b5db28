// The conditions and parameters of a template: look-up, scenarios, and what they exclude.
#include <algorithm>

#include "resolve/condition-compiler.h"
#include "resolve/known-parameters.h"

namespace cumulint {
namespace {

struct Named {
  Declaration declaration;
  DeclaredState state;
};

bool by_name(const Named& a, const Named& b) { return a.declaration.name < b.declaration.name; }

std::vector<Named> declared_parameters(const Template& source, const GivenValues& given, const Conditions& owner) {
  std::vector<Named> result;
  const auto add = [&](std::string_view name, const Parameter* parameter) {
    Named named;
    named.declaration = {name, false, parameter, nullptr, &owner};
    if (const auto value = given_value(given, name, parameter)) {
      named.state.is_given = true;
      named.state.given = *value;
    }
    if (parameter != nullptr) named.state.allowed = closed_values(*parameter);
    result.push_back(named);
  };
  for (const Parameter& parameter : source.parameters) add(parameter.name, &parameter);
  for (std::string_view name : pseudo_parameters()) add(name, nullptr);
  std::stable_sort(result.begin(), result.end(), by_name);
  return result;
}

std::vector<Named> declared_conditions(const Template& source, ConditionCompiler& compiler, const Conditions& owner) {
  std::vector<Named> result;
  for (std::uint32_t i = 0; i < source.conditions.size(); ++i) {
    Named named;
    named.declaration = {source.conditions[i].name, true, nullptr, &source.conditions[i], &owner};
    named.state.diagram = compiler.condition(i);
    named.state.support = compiler.support(named.state.diagram);
    result.push_back(named);
  }
  std::stable_sort(result.begin(), result.end(), by_name);
  return result;
}

std::span<const Variable> settled_variables(ConditionScan& scan, Arena& arena) {
  std::vector<Variable> result;
  for (const VariableDraft& draft : scan.variables()) {
    Variable variable;
    variable.name = draft.name;
    variable.values = arena.copy(draft.values);
    variable.others = draft.others;
    variable.uncertain = draft.uncertain;
    variable.compared = draft.group != no_variable;
    result.push_back(variable);
  }
  return arena.copy(result);
}

/// May the scenario, or what holds in every deployment, say something of a condition over these variables?
bool is_limited(const Conditions::Impl& table, Support support, const Scenario& when) {
  if (!table.constraints.empty()) return true;
  return std::any_of(when.atoms.begin(), when.atoms.end(), [&](const Atom& atom) {
    const DeclaredState& state = table.state(*atom.subject);
    return atom.subject->is_condition ? overlap(state.support, support)
                                      : std::binary_search(support.begin(), support.end(), state.variable);
  });
}

bool has_atom(const Scenario& scenario, const Atom& atom) {
  return std::any_of(scenario.atoms.begin(), scenario.atoms.end(), [&](const Atom& other) {
    return other.subject == atom.subject && other.literal == atom.literal;
  });
}

}  // namespace

std::uint32_t Variable::index_of(std::string_view value) const {
  const auto at = std::find(values.begin(), values.end(), value);
  return at == values.end() ? no_variable : static_cast<std::uint32_t>(at - values.begin());
}

const Declaration* Conditions::Impl::find(std::string_view name, bool is_condition) const {
  const auto part = is_condition ? declarations.subspan(parameter_count) : declarations.first(parameter_count);
  const auto at = std::lower_bound(part.begin(), part.end(), name, [](const Declaration& declaration, std::string_view wanted) {
    return declaration.name < wanted;
  });
  return at != part.end() && at->name == name ? &*at : nullptr;
}

Conditions::Conditions(const Template& source, const GivenValues& given, Arena& arena) {
  ConditionScan scan{source, given, arena};
  scan.run();
  ConditionCompiler compiler{source, scan, arena};
  std::vector<Named> all = declared_parameters(source, given, *this);
  const std::size_t parameter_count = all.size();
  const std::vector<Named> conditions = declared_conditions(source, compiler, *this);
  all.insert(all.end(), conditions.begin(), conditions.end());

  std::vector<Constraint> constraints;
  for (DiagramId rule : compiler.rules()) constraints.push_back({rule, compiler.support(rule)});
  if (const DiagramId partition = compiler.region_lies_in_partition(); !is_terminal(partition))
    constraints.push_back({partition, compiler.support(partition)});

  std::vector<Declaration> declarations;
  std::vector<DeclaredState> states;
  for (Named& named : all) {
    if (!named.declaration.is_condition) named.state.variable = scan.find_variable(named.declaration.name);
    for (std::uint32_t variable : named.state.support)
      named.state.is_uncertain = named.state.is_uncertain || scan.variables()[variable].uncertain;
    declarations.push_back(named.declaration);
    states.push_back(named.state);
  }
  Impl impl;
  impl.parameter_count = parameter_count;
  impl.declarations = arena.copy(declarations);
  impl.states = arena.copy(states);
  impl.variables = settled_variables(scan, arena);
  impl.nodes = arena.copy(compiler.nodes());
  impl.constraints = arena.copy(constraints);
  impl_ = arena.make<Impl>(impl);
}

const Declaration* Conditions::find(std::string_view name, bool is_condition) const {
  return impl_->find(name, is_condition);
}

Scenario Conditions::with(const Scenario& when, std::string_view condition, bool is, Arena& arena) const {
  const Declaration* declaration = find(condition, true);
  if (declaration == nullptr || is_terminal(impl_->state(*declaration).diagram)) return when;
  const Atom atom{declaration, is ? "true" : "false", Basis::condition};
  if (has_atom(when, atom)) return when;
  return extended(when, atom, arena);
}

Scenario Conditions::with(const Scenario& when, const Scenario& other, Arena& arena) const {
  return merged(when, other, arena);
}

Truth Conditions::holds(std::string_view condition, const Scenario& when) const {
  const Declaration* declaration = find(condition, true);
  if (declaration == nullptr) return Truth::unknown;
  const DiagramId diagram = impl_->state(*declaration).diagram;
  if (is_terminal(diagram)) return truth_of(diagram == diagram_true);
  // No diagram but the two terminals is the same in every world; what shares no parameter does not limit it.
  if (!is_limited(*impl_, impl_->state(*declaration).support, when)) return Truth::unknown;
  std::vector<Atom> atoms(when.atoms.begin(), when.atoms.end());
  atoms.push_back({declaration, "true", Basis::condition});
  if (satisfiable(*impl_, atoms) == Truth::no) return Truth::no;
  atoms.back().literal = "false";
  return satisfiable(*impl_, atoms) == Truth::no ? Truth::yes : Truth::unknown;
}

Truth Conditions::consistent(const Scenario& a, const Scenario& b) const {
  std::vector<Atom> atoms(a.atoms.begin(), a.atoms.end());
  for (const Atom& atom : b.atoms)
    if (!has_atom(a, atom)) atoms.push_back(atom);
  return satisfiable(*impl_, atoms);
}

std::span<const std::string_view> Conditions::named_values(const Declaration& parameter) const {
  const std::uint32_t variable = impl_->state(parameter).variable;
  return variable == no_variable ? std::span<const std::string_view>{} : impl_->variables[variable].values;
}

Truth Conditions::certain(const Scenario& when) const {
  for (const Atom& atom : when.atoms) {
    const DeclaredState& state = impl_->state(*atom.subject);
    if (atom.subject->is_condition) {
      const DiagramId wanted = atom.literal == "true" ? diagram_true : diagram_false;
      if (state.diagram != wanted) return Truth::no;
    } else if (!(state.is_given && state.given == atom.literal)) {
      const bool is_only_one = state.allowed.size() == 1 && state.allowed[0].value->text == atom.literal;
      if (!is_only_one) return Truth::no;
    }
  }
  return Truth::yes;
}

}  // namespace cumulint
