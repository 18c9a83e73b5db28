// Scenario: under which assignment of parameters and conditions something is so.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/arena.h"
#include "base/truth.h"
#include "model/template.h"

namespace cumulint {

/// What a value rests on, strongest first.
enum class Basis : std::uint8_t { fact, condition, allowed_value, parameter_default };

class Conditions;

/// A parameter, pseudo parameter or condition of one template.
struct Declaration {
  std::string_view name;
  bool is_condition = false;
  const Parameter* parameter = nullptr;      // null for conditions and pseudo parameters
  const Condition* condition = nullptr;
  const Conditions* owner = nullptr;         // knows how the declarations of a template depend on each other
};

/// `parameter = literal`, or `condition = "true"/"false"`.
struct Atom {
  const Declaration* subject = nullptr;
  std::string_view literal;
  Basis basis = Basis::fact;
};

/// A conjunction of atoms. Empty: a fact.
struct Scenario {
  std::span<const Atom> atoms;
  bool is_fact() const { return atoms.empty(); }
};

/// Can both be so in one deployment? unknown: the step budget is spent. Scenarios of different templates are
/// independent unless linked parameters say otherwise.
Truth consistent(const Scenario& a, const Scenario& b);
/// Is the scenario so in every deployment (a tautology over the template's parameters)?
Truth certain(const Scenario& scenario);
Basis weakest(const Scenario& a, const Scenario& b);
/// The scenario and one more atom.
Scenario extended(const Scenario& scenario, const Atom& atom, Arena& arena);
/// Both at once; each atom is kept once. Says nothing of whether that is possible.
Scenario merged(const Scenario& a, const Scenario& b, Arena& arena);

}  // namespace cumulint
