// Can a set of atoms be so at once? A walk through the diagrams of the conditions involved, side by side.
#include <algorithm>
#include <unordered_set>
#include <vector>

#include "resolve/condition-table.h"

namespace cumulint {
namespace {

constexpr int steps_a_question = 20'000;

/// A diagram that must end in `expected`.
struct Goal {
  DiagramId diagram;
  bool expected;
  friend bool operator==(const Goal&, const Goal&) = default;
};

/// A parameter that has one value, or one of those that conditions don't name.
struct Fixed {
  std::uint32_t variable;
  std::uint32_t first, last;  // half open
};

class Walk {
 public:
  Walk(const Conditions::Impl& table, std::span<const Fixed> fixed) : table_(table), fixed_(fixed) {}

  Truth satisfiable(std::vector<Goal> goals) {
    if (!drop_reached(goals)) return Truth::no;
    if (goals.empty()) return Truth::yes;
    const std::uint64_t key = hash(goals);
    if (failed_.count(key) > 0) return Truth::no;
    const Truth truth = try_values(goals);
    if (truth == Truth::no) failed_.insert(key);
    return truth;
  }

 private:
  /// Drops goals that are met; false if one can't be met any more.
  static bool drop_reached(std::vector<Goal>& goals) {
    for (const Goal& goal : goals)
      if (is_terminal(goal.diagram) && (goal.diagram == diagram_true) != goal.expected) return false;
    goals.erase(std::remove_if(goals.begin(), goals.end(), [](const Goal& goal) { return is_terminal(goal.diagram); }),
                goals.end());
    return true;
  }

  static std::uint64_t hash(const std::vector<Goal>& goals) {
    std::uint64_t hash = 14695981039346656037ull;
    for (const Goal& goal : goals) hash = (hash ^ (std::uint64_t{goal.diagram} * 2 + goal.expected)) * 1099511628211ull;
    return hash;
  }

  Truth try_values(const std::vector<Goal>& goals) {
    std::uint32_t variable = 0;
    for (const Goal& goal : goals) variable = std::max(variable, table_.nodes[goal.diagram].variable);
    const auto [first, last] = range(variable);
    const bool uncertain = table_.variables[variable].uncertain;
    Truth any = Truth::no, all = Truth::yes;
    for (std::uint32_t value = first; value < last; ++value) {
      steps_ -= static_cast<int>(goals.size());
      if (steps_ < 0) return Truth::unknown;
      std::vector<Goal> next = goals;
      for (Goal& goal : next) {
        const DiagramNode& node = table_.nodes[goal.diagram];
        if (node.variable == variable) goal.diagram = node.children[value];
      }
      const Truth truth = satisfiable(std::move(next));
      any = either(any, truth);
      all = both(all, truth);
      if (!uncertain && any == Truth::yes) return any;
    }
    if (!uncertain) return any;
    return all == Truth::yes || any == Truth::no ? any : Truth::unknown;
  }

  std::pair<std::uint32_t, std::uint32_t> range(std::uint32_t variable) const {
    for (const Fixed& fixed : fixed_)
      if (fixed.variable == variable) return {fixed.first, fixed.last};
    return {0, table_.variables[variable].size()};
  }

  const Conditions::Impl& table_;
  std::span<const Fixed> fixed_;
  std::unordered_set<std::uint64_t> failed_;
  int steps_ = steps_a_question;
};

/// What one atom about a condition, or one constraint, asks for.
struct Part {
  Goal goal;
  Support support;
  bool is_uncertain = false;
};

class Question {
 public:
  explicit Question(const Conditions::Impl& table) : table_(table) {}

  Truth answer(std::span<const Atom> atoms) {
    parts_.reserve(atoms.size());
    for (const Atom& atom : atoms)
      if (!add(atom)) return Truth::no;
    if (parts_.empty()) return capped_;
    for (const Constraint& constraint : table_.constraints) 
      parts_.push_back({{constraint.diagram, true}, constraint.support, false});
    group();
    return walk_groups();
  }

 private:
  /// False if the atom can't be so, or excludes another at sight.
  bool add(const Atom& atom) {
    const DeclaredState& state = table_.state(*atom.subject);
    if (!atom.subject->is_condition) return add_parameter(atom, state);
    const bool expected = atom.literal == "true";
    if (is_terminal(state.diagram)) return (state.diagram == diagram_true) == expected;
    parts_.push_back({{state.diagram, expected}, state.support, state.is_uncertain});
    return true;
  }

  bool add_parameter(const Atom& atom, const DeclaredState& state) {
    for (const Atom* other : parameters_)
      if (other->subject == atom.subject && other->literal != atom.literal) return false;
    parameters_.push_back(&atom);
    if (state.is_given) return state.given == atom.literal;
    if (state.variable == no_variable) return true;
    const Variable& variable = table_.variables[state.variable];
    const std::uint32_t named = static_cast<std::uint32_t>(variable.values.size()), index = variable.index_of(atom.literal);
    if (index != no_variable) {
      fixed_.push_back({state.variable, index, index + 1});
      return true;
    }
    fixed_.push_back({state.variable, named, variable.size()});
    if (variable.compared) capped_ = Truth::unknown;  // two unnamed values may be one
    return variable.others > 0;
  }

  /// Only what shares parameters is walked together: the others can't exclude each other.
  void group() {
    group_of_.resize(parts_.size());
    for (std::uint32_t i = 0; i < parts_.size(); ++i) group_of_[i] = i;
    std::vector<std::uint32_t> first_user(table_.variables.size(), no_variable);
    for (std::uint32_t i = 0; i < parts_.size(); ++i)
      for (std::uint32_t variable : parts_[i].support) {
        if (first_user[variable] == no_variable) first_user[variable] = i;
        else group_of_[root(i)] = root(first_user[variable]);
      }
  }
  std::uint32_t root(std::uint32_t part) {
    while (group_of_[part] != part) part = group_of_[part] = group_of_[group_of_[part]];
    return part;
  }

  Truth walk_groups() {
    std::vector<std::uint32_t> order(parts_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) { return root(a) < root(b); });
    Truth truth = capped_;
    for (std::size_t first = 0, last = 0; first < order.size() && truth != Truth::no; first = last) {
      while (last < order.size() && root(order[last]) == root(order[first])) ++last;
      const std::span<const std::uint32_t> group(order.data() + first, last - first);
      if (!is_possible_at_sight(group)) truth = both(truth, walk(group));
    }
    return truth;
  }

  Truth walk(std::span<const std::uint32_t> group) const {
    std::vector<Goal> goals;
    for (std::uint32_t i : group)
      if (std::find(goals.begin(), goals.end(), parts_[i].goal) == goals.end()) goals.push_back(parts_[i].goal);
    return Walk{table_, fixed_}.satisfiable(std::move(goals));
  }

  /// One condition alone, no parameter of it fixed: a diagram that is no terminal can be both.
  bool is_possible_at_sight(std::span<const std::uint32_t> group) const {
    const Part& part = parts_[group[0]];
    if (group.size() > 1 || part.is_uncertain) return false;
    return std::none_of(fixed_.begin(), fixed_.end(), [&](const Fixed& fixed) {
      return std::binary_search(part.support.begin(), part.support.end(), fixed.variable);
    });
  }

  const Conditions::Impl& table_;
  std::vector<Part> parts_;
  std::vector<Fixed> fixed_;
  std::vector<const Atom*> parameters_;
  std::vector<std::uint32_t> group_of_;
  Truth capped_ = Truth::yes;
};

}  // namespace

bool overlap(Support a, Support b) {
  if (a.empty() || b.empty() || a.back() < b.front() || b.back() < a.front()) return false;
  const std::uint32_t *x = a.data(), *y = b.data(), *x_end = x + a.size(), *y_end = y + b.size();
  while (x != x_end && y != y_end) {
    if (*x == *y) return true;
    if (*x < *y) ++x;
    else ++y;
  }
  return false;
}

Truth satisfiable(const Conditions::Impl& table, std::span<const Atom> atoms) { return Question{table}.answer(atoms); }

}  // namespace cumulint
