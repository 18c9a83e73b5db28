// What references to parameters may be, and which keys of a map an expression may choose.
#include <algorithm>

#include "resolve/known-parameters.h"
#include "resolve/value-walk.h"

namespace cumulint {
namespace {

/// A value from the Parameters section, as it counts at a reference.
Field at_reference(const Field& value, const Field& reference, Arena& arena) {
  Field field = value;
  field.key = reference.key;
  field.origin.cause = arena.make<Cause>(Cause{CauseKind::parameter, 2, reference.origin});
  return field;
}

Candidate candidate_of(const Field& field, std::string_view text, const Scenario& when, Arena& arena) {
  Candidate candidate;
  candidate.field = arena.make<Field>(field);
  candidate.when = when;
  const Alternative* alternative = arena.make<Alternative>(Alternative{text, {}});
  Piece piece;
  piece.alternatives = {alternative, 1};
  candidate.text.pieces = {arena.make<Piece>(piece), 1};
  return candidate;
}

/// A text that no condition names and no parameter has: it stands for all values that conditions don't tell apart.
constexpr std::string_view unnamed = "\x01";

}  // namespace

bool ValueWalk::assume(const Declaration& declaration, std::string_view literal, Basis basis, const Scenario& under,
                       Scenario& out) {
  for (const Atom& atom : under.atoms)
    if (atom.subject == &declaration) {
      out = under;
      return atom.literal == literal;
    }
  std::vector<Atom> atoms(under.atoms.begin(), under.atoms.end());
  atoms.push_back({&declaration, literal, basis});
  if (conditions_.consistent({std::span<const Atom>(atoms)}, {}) == Truth::no) return false;
  out.atoms = arena_.copy(atoms);
  return true;
}

// Under a condition like "Stage is prod" even an open parameter has known values.
bool ValueWalk::only_named_values(const Declaration& declaration, const Scenario& under,
                                  std::vector<std::string_view>& values) {
  if (under.is_fact()) return false;
  std::vector<Atom> atoms(under.atoms.begin(), under.atoms.end());
  atoms.push_back({&declaration, unnamed, Basis::condition});
  if (conditions_.consistent({std::span<const Atom>(atoms)}, {}) != Truth::no) return false;
  for (std::string_view value : conditions_.named_values(declaration)) {
    atoms.back().literal = value;
    const Truth possible = conditions_.consistent({std::span<const Atom>(atoms)}, {});
    if (possible == Truth::unknown) return false;
    if (possible == Truth::yes) values.push_back(value);
  }
  return !values.empty() && values.size() <= candidate_limit;
}

Known ValueWalk::parameter(const Field& reference, const Scenario& under) {
  Known known;
  const std::string_view name = reference.value->expression->target;
  const Declaration* declaration = conditions_.find(name, false);
  const Parameter* parameter = declaration == nullptr ? nullptr : declaration->parameter;
  if (declaration == nullptr || (parameter != nullptr && is_ssm_type(parameter->type))) {
    add_hole(known, reference, {name, "", nullptr}, under);
    known.open = true;
    return known;
  }
  if (const auto given = given_value(given_, name, parameter)) {
    known.candidates.push_back(candidate_of(reference, *given, under, arena_));
    return known;
  }
  if (parameter != nullptr && !closed_values(*parameter).empty()) return closed_parameter(reference, *declaration, under);
  std::vector<std::string_view> values;
  if (only_named_values(*declaration, under, values)) {
    for (std::string_view value : values) {
      Scenario when = under;
      if (values.size() > 1 && !assume(*declaration, value, Basis::allowed_value, under, when)) continue;
      known.candidates.push_back(candidate_of(reference, value, when, arena_));
    }
    return known;
  }
  known.open = true;
  Scenario when;
  const Field* value = parameter == nullptr ? nullptr : parameter->default_value;
  if (value != nullptr && assume(*declaration, value->value->text, Basis::parameter_default, under, when)) {
    known.candidates.push_back(candidate_of(at_reference(*value, reference, arena_), value->value->text, when, arena_));
    known.has_rest = true;
    known.rest = {name, "", nullptr};
  } else {
    add_hole(known, reference, {name, "", nullptr}, under);
  }
  return known;
}

Known ValueWalk::closed_parameter(const Field& reference, const Declaration& declaration, const Scenario& under) {
  Known known;
  std::vector<std::pair<const Field*, Scenario>> possible;
  for (const Field& value : closed_values(*declaration.parameter)) {
    Scenario when;
    const bool is_repeated = std::any_of(possible.begin(), possible.end(), [&](const auto& other) {
      return other.first->value->text == value.value->text;
    });
    if (is_repeated || !assume(declaration, value.value->text, Basis::allowed_value, under, when)) continue;
    possible.emplace_back(&value, when);
    if (possible.size() > candidate_limit) {
      known.open = known.has_rest = true;
      known.rest = {declaration.name, "", nullptr};
      possible.pop_back();
      break;
    }
  }
  // The one value that is left needs no assumption: the scenario says it already.
  if (possible.size() == 1 && !known.open) possible[0].second = under;
  for (const auto& [value, when] : possible)
    known.candidates.push_back(candidate_of(at_reference(*value, reference, arena_), value->value->text, when, arena_));
  if (possible.empty()) known.invalid = true;  // nothing deploys in this scenario
  return known;
}

ValueWalk::Keys ValueWalk::keys(const Field& field, const Value* map, const Scenario& under, int depth) {
  Keys result;
  const bool has_keys = map != nullptr && map->is(ValueKind::map);
  const Known known = text(field, under, depth);
  result.invalid = known.invalid;
  const Reference* whole = known.candidates.size() == 1 ? known.candidates[0].text.whole_reference() : nullptr;
  const Reference* chosen_by = known.has_rest ? &known.rest : whole;
  const Declaration* declaration = chosen_by == nullptr ? nullptr : conditions_.find(chosen_by->target, false);
  if (known.open && declaration != nullptr && has_keys) {
    // The map's keys limit the parameter: with another one nothing deploys.
    for (const Field& key : map->fields) {
      Scenario when;
      if (assume(*declaration, key.key, Basis::allowed_value, under, when)) result.keys.push_back({key.key, when});
    }
    result.is_limited = true;
    return result;
  }
  for (const Candidate& candidate : known.candidates) {
    const std::optional<std::string_view> key = candidate.text.known();
    if (!key || candidate.absent) result.open = true;
    else if (!has_keys || map->find(*key) != nullptr || known.candidates.size() == 1) result.keys.push_back({*key, candidate.when});
    else result.others.push_back(candidate.when);
  }
  if (known.open && known.has_rest) result.open = true;
  return result;
}

}  // namespace cumulint
