// What Conditions know: every declaration of a template, and each condition as a diagram over the parameters' values.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/arena.h"
#include "resolve/decision-diagram.h"
#include "resolve/resolver.h"

namespace cumulint {

constexpr std::uint32_t no_variable = 0xffffffff;

/// A parameter as diagrams see it: the values that conditions tell apart, and `others` more for all that they don't.
struct Variable {
  std::string_view name;                        // empty: no parameter, but a comparison that we can't look into
  std::span<const std::string_view> values;
  std::uint32_t others = 0;
  bool uncertain = false;                       // which of its values are possible is not known
  bool compared = false;                        // with another parameter: unnamed values matter

  std::uint32_t size() const { return static_cast<std::uint32_t>(values.size()) + others; }
  /// Index of a value that conditions name; no_variable if it is one of the others.
  std::uint32_t index_of(std::string_view value) const;
};

/// The variables that a diagram asks for, in order.
using Support = std::span<const std::uint32_t>;
bool overlap(Support a, Support b);

/// Beside each Declaration.
struct DeclaredState {
  bool is_given = false;
  std::string_view given;                        // of parameters
  std::span<const Field> allowed;                // of parameters: the values that it is limited to
  std::uint32_t variable = no_variable;          // of parameters that conditions use
  DiagramId diagram = diagram_overflow;          // of conditions
  Support support;
  bool is_uncertain = false;                     // it asks for an uncertain variable
};

/// Something that holds in every deployment: the Rules section, and that a Region lies in its partition.
struct Constraint {
  DiagramId diagram = diagram_true;
  Support support;
};

struct Conditions::Impl {
  std::span<const Declaration> declarations;     // parameters, then conditions, each sorted by name
  std::span<const DeclaredState> states;         // beside them
  std::size_t parameter_count = 0;               // how many of them are parameters
  std::span<const Variable> variables;
  std::span<const DiagramNode> nodes;
  std::span<const Constraint> constraints;

  const Declaration* find(std::string_view name, bool is_condition) const;
  const DeclaredState& state(const Declaration& declaration) const {
    return states[static_cast<std::size_t>(&declaration - declarations.data())];
  }
};

/// Can all the atoms be so at once? All belong to `table`.
Truth satisfiable(const Conditions::Impl& table, std::span<const Atom> atoms);

}  // namespace cumulint
