// Verdict: an answer to a rule's question, and what it rests on.
#pragma once

#include "resolve/possible.h"

namespace cumulint {

struct Verdict {
  Truth truth = Truth::unknown;
  Basis basis = Basis::parameter_default;  // its weakest atom; fact: true whatever is chosen
  const Candidate *first = nullptr, *second = nullptr;
  Scenario when;                           // under which it was found true, of both sides; of what is always true, the
                                           // atoms that all candidates share
  bool always = false;                     // in every deployment in which the subjects exist
  explicit operator bool() const { return truth == Truth::yes; }
};

/// For findings that rest on no value.
inline Verdict fact() { return {Truth::yes, Basis::fact, nullptr, nullptr, {}, true}; }
/// For findings that hold in one scenario.
Verdict when(const Scenario& scenario);

namespace detail {

/// What `some` learns from pair to pair.
class VerdictMaker {
 public:
  VerdictMaker(const Possible& a, const Possible& b);

  /// The truth for a pair that can coexist as far as `meet` says.
  void add(const Candidate* x, const Candidate* y, Truth truth);
  /// Does the answer rest on values that were chosen for a parameter, so that it is worth to ask whether it holds for
  /// all of them under the same conditions?
  bool rests_on_values();
  /// The conditions of the pair that is reported, without the values of parameters.
  const Scenario& conditions() const { return conditions_; }
  Verdict finish(bool holds_for_all_values);

 private:
  const Possible &a_, &b_;
  Verdict verdict_;
  Scenario shared_, conditions_;
  bool always_, any_yes_ = false;
  Arena* arena_;
};

}  // namespace detail

/// Is there a pair of values that can coexist for which it holds? What holds for every value that a parameter may have
/// rests on no choice of it: by itself, or under the same conditions.
template <class Predicate>  // Truth(const Candidate&, const Candidate&)
Verdict some(const Possible& a, const Possible& b, Predicate holds) {
  detail::VerdictMaker maker{a, b};
  for (const Candidate& x : a.candidates)
    for (const Candidate& y : b.candidates) {
      const Truth meet = consistent(x.when, y.when);
      if (meet == Truth::no) continue;  // they never coexist: never compared
      maker.add(&x, &y, both(meet, holds(x, y)));
    }
  bool for_all = maker.rests_on_values();
  for (const Candidate& x : a.candidates)
    for (const Candidate& y : b.candidates) {
      if (!for_all || consistent(x.when, maker.conditions()) == Truth::no) break;
      const bool may_meet = consistent(y.when, maker.conditions()) != Truth::no && consistent(x.when, y.when) != Truth::no;
      if (may_meet && holds(x, y) != Truth::yes) for_all = false;
    }
  return maker.finish(for_all);
}

template <class Predicate>  // Truth(const Candidate&)
Verdict some(const Possible& a, Predicate holds) {
  detail::VerdictMaker maker{a, a};
  for (const Candidate& x : a.candidates) maker.add(&x, nullptr, holds(x));
  bool for_all = maker.rests_on_values();
  for (const Candidate& x : a.candidates)
    if (for_all && consistent(x.when, maker.conditions()) != Truth::no && holds(x) != Truth::yes) for_all = false;
  return maker.finish(for_all);
}

/// Comparisons of integers; unknown where a side has a hole.
Truth less(std::optional<std::int64_t> a, std::optional<std::int64_t> b);
Truth less_or_equal(std::optional<std::int64_t> a, std::optional<std::int64_t> b);

}  // namespace cumulint
