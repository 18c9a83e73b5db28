// How verdicts are put together.
#include "resolve/verdict.h"

#include <algorithm>
#include <vector>

namespace cumulint {
namespace {

Scenario of_pair(const Candidate* x, const Candidate* y, Arena* arena) {
  if (y == nullptr || y->when.is_fact()) return x->when;
  return arena == nullptr ? x->when : merged(x->when, y->when, *arena);
}

Scenario shared(const Scenario& a, const Scenario& b, Arena* arena) {
  std::vector<Atom> atoms;
  for (const Atom& atom : a.atoms)
    if (std::any_of(b.atoms.begin(), b.atoms.end(), [&](const Atom& other) {
          return other.subject == atom.subject && other.literal == atom.literal;
        }))
      atoms.push_back(atom);
  if (atoms.size() == a.atoms.size()) return a;
  return arena == nullptr ? Scenario{} : Scenario{arena->copy(atoms)};
}

Scenario conditions_of(const Scenario& scenario, Arena* arena) {
  std::vector<Atom> atoms;
  for (const Atom& atom : scenario.atoms)
    if (atom.basis <= Basis::condition) atoms.push_back(atom);
  return arena == nullptr ? Scenario{} : Scenario{arena->copy(atoms)};
}

}  // namespace

Verdict when(const Scenario& scenario) {
  if (certain(scenario) == Truth::yes) return fact();
  return {Truth::yes, weakest(scenario, {}), nullptr, nullptr, scenario, false};
}

Truth less(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
  return a && b ? truth_of(*a < *b) : Truth::unknown;
}

Truth less_or_equal(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
  return a && b ? truth_of(*a <= *b) : Truth::unknown;
}

namespace detail {

VerdictMaker::VerdictMaker(const Possible& a, const Possible& b)
    : a_(a), b_(b), always_(!a.open && !b.open), arena_(a.arena != nullptr ? a.arena : b.arena) {
  verdict_.truth = always_ ? Truth::no : Truth::unknown;
}

void VerdictMaker::add(const Candidate* x, const Candidate* y, Truth truth) {
  always_ = always_ && truth == Truth::yes;
  if (truth < verdict_.truth || truth == Truth::no) return;
  const Basis basis = weakest(x->when, y == nullptr ? Scenario{} : y->when);
  const bool is_better = truth > verdict_.truth || (truth == Truth::yes && basis < verdict_.basis);
  if (truth == Truth::yes) {
    const Scenario scenario = of_pair(x, y, arena_);
    shared_ = any_yes_ ? shared(shared_, scenario, arena_) : scenario;
    any_yes_ = true;
    if (is_better) verdict_.when = scenario;
  }
  if (!is_better) return;
  verdict_.truth = truth;
  verdict_.basis = basis;
  verdict_.first = x;
  verdict_.second = y;
}

bool VerdictMaker::rests_on_values() {
  // With other values to come nothing holds for all of them.
  if (!verdict_ || always_ || a_.open || b_.open || verdict_.basis <= Basis::condition || arena_ == nullptr) return false;
  conditions_ = conditions_of(verdict_.when, arena_);
  return true;
}

Verdict VerdictMaker::finish(bool holds_for_all_values) {
  if (a_.invalid || b_.invalid) return {};
  if (!verdict_) return verdict_;
  if (always_) {
    verdict_.basis = Basis::fact;
    verdict_.always = true;
    verdict_.when = shared_;
  } else if (holds_for_all_values) {
    verdict_.basis = Basis::condition;
    verdict_.when = conditions_;
  }
  return verdict_;
}

}  // namespace detail
}  // namespace cumulint
