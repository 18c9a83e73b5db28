// Verdict: an answer to a rule's question, and what it rests on.
#pragma once

#include "resolve/possible.h"

namespace cumulint {

struct Verdict {
  Truth truth = Truth::unknown;
  Basis basis = Basis::parameter_default;  // its weakest atom; fact: true whatever is chosen
  const Candidate *first = nullptr, *second = nullptr;
  Scenario when;                           // under which it was found true; empty for a fact
  bool always = false;                     // in every deployment in which the subjects exist
  explicit operator bool() const { return truth == Truth::yes; }
};

/// For findings that rest on no value.
inline Verdict fact() { return {Truth::yes, Basis::fact, nullptr, nullptr, {}, true}; }
/// For findings that hold in one scenario.
Verdict when(const Scenario& scenario);

template <class Predicate>  // Truth(const Candidate&, const Candidate&)
Verdict some(const Possible& a, const Possible& b, Predicate holds) {
  bool always = !a.open && !b.open;
  Verdict v;
  v.truth = always ? Truth::no : Truth::unknown;
  for (const Candidate& x : a.candidates)
    for (const Candidate& y : b.candidates) {
      const Truth meet = consistent(x.when, y.when);
      if (meet == Truth::no) continue;  // they never coexist: never compared
      const Truth t = both(meet, holds(x, y));
      always = always && t == Truth::yes;
      const Basis w = weakest(x.when, y.when);
      if (t > v.truth || (t == Truth::yes && w < v.basis)) v = {t, w, &x, &y, {}, false};
    }
  if (a.invalid || b.invalid) return {};
  if (v && always) v.basis = Basis::fact, v.always = true;
  return v;
}

template <class Predicate>  // Truth(const Candidate&)
Verdict some(const Possible& a, Predicate holds) {
  bool always = !a.open;
  Verdict v;
  v.truth = always ? Truth::no : Truth::unknown;
  for (const Candidate& x : a.candidates) {
    const Truth t = holds(x);
    always = always && t == Truth::yes;
    const Basis w = weakest(x.when, {});
    if (t > v.truth || (t == Truth::yes && w < v.basis)) v = {t, w, &x, nullptr, x.when, false};
  }
  if (a.invalid) return {};
  if (v && always) v.basis = Basis::fact, v.always = true;
  return v;
}

/// Comparisons of integers; unknown where a side has a hole.
Truth less(std::optional<std::int64_t> a, std::optional<std::int64_t> b);
Truth less_or_equal(std::optional<std::int64_t> a, std::optional<std::int64_t> b);

}  // namespace cumulint
