// Uses of names: every Ref, GetAtt, Sub variable, DependsOn, Condition and FindInMap of a template, with the scenario in
// which it counts.
#pragma once

#include <string_view>
#include <vector>

#include "resolve/resolver.h"

namespace cumulint {

/// transform: a macro or an included text, which may use any name.
enum class NameUseKind : std::uint8_t { ref, get_att, depends_on, condition, mapping, transform };

struct NameUse {
  NameUseKind kind = NameUseKind::ref;
  std::string_view target;          // as written; empty if a function makes it
  std::string_view attribute;       // of a GetAtt, or after the first dot of a Sub variable
  Field field;                      // its place: the reference, or the variable in its text
  Scenario when;                    // the Condition of the user, and the Ifs around
  const Resource* resource = nullptr;  // the user; null for others
  const Output* output = nullptr;
  const Condition* condition = nullptr;
  const Expression* call = nullptr;    // of a Ref, GetAtt, FindInMap or Sub
  bool in_sub = false;
  bool under_if = false;               // in a branch of an If
  bool in_metadata = false;
  bool in_conditions = false;          // where only parameters may be named: Conditions and Rules

  /// The name of the resource, output or condition that uses it; empty for Globals and the like.
  std::string_view user_name() const;
};

/// All uses in Resources, Outputs, Conditions, Rules, Globals and transforms, in file order within each. With
/// `conditions`, branches that can't be are left out and `when` is filled.
std::vector<NameUse> collect_name_uses(const Template& source, const Conditions* conditions, Arena& arena);

}  // namespace cumulint
