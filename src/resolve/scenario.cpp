// Scenarios: what can be so at once, across templates too.
#include "resolve/scenario.h"

#include <algorithm>
#include <cstring>
#include <type_traits>
#include <vector>

#include "resolve/condition-table.h"

namespace cumulint {
namespace {

bool has_atom(const std::vector<Atom>& atoms, const Atom& atom) {
  return std::any_of(atoms.begin(), atoms.end(), [&](const Atom& other) {
    return other.subject == atom.subject && other.literal == atom.literal;
  });
}

}  // namespace

Scenario extended(const Scenario& scenario, const Atom& atom, Arena& arena) {
  static_assert(std::is_trivially_copyable_v<Atom>);
  const std::size_t size = scenario.atoms.size();
  Atom* atoms = static_cast<Atom*>(arena.allocate((size + 1) * sizeof(Atom), alignof(Atom)));
  if (size > 0) std::memcpy(static_cast<void*>(atoms), scenario.atoms.data(), size * sizeof(Atom));
  ::new (atoms + size) Atom(atom);
  return {{atoms, size + 1}};
}

Scenario merged(const Scenario& a, const Scenario& b, Arena& arena) {
  if (b.is_fact()) return a;
  if (a.is_fact()) return b;
  std::vector<Atom> atoms(a.atoms.begin(), a.atoms.end());
  for (const Atom& atom : b.atoms)
    if (!has_atom(atoms, atom)) atoms.push_back(atom);
  return {arena.copy(atoms)};
}

Truth consistent(const Scenario& a, const Scenario& b) {
  if (a.is_fact() && b.is_fact()) return Truth::yes;
  std::vector<const Conditions*> owners;
  for (const Scenario* scenario : {&a, &b})
    for (const Atom& atom : scenario->atoms)
      if (std::find(owners.begin(), owners.end(), atom.subject->owner) == owners.end())
        owners.push_back(atom.subject->owner);
  if (owners.size() == 1) return owners[0]->consistent(a, b);
  // Templates are independent of each other: the atoms of each must fit among themselves.
  Truth truth = Truth::yes;
  for (const Conditions* owner : owners) {
    std::vector<Atom> atoms;
    for (const Scenario* scenario : {&a, &b})
      for (const Atom& atom : scenario->atoms)
        if (atom.subject->owner == owner && !has_atom(atoms, atom)) atoms.push_back(atom);
    truth = both(truth, owner->consistent({std::span<const Atom>(atoms)}, {}));
  }
  return truth;
}

Truth certain(const Scenario& scenario) {
  for (const Atom& atom : scenario.atoms)
    if (atom.subject->owner->certain({std::span<const Atom>(&atom, 1)}) != Truth::yes) return Truth::no;
  return Truth::yes;
}

Basis weakest(const Scenario& a, const Scenario& b) {
  Basis basis = Basis::fact;
  for (const Scenario* scenario : {&a, &b})
    for (const Atom& atom : scenario->atoms) basis = std::max(basis, atom.basis);
  return basis;
}

}  // namespace cumulint
