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

/// What one atom, or one constraint, asks for.
struct Part {
  Goal goal;
  Support support;
  std::uint32_t variable = no_variable;  // of an atom about a parameter
};

class Question {
 public:
  explicit Question(const Conditions::Impl& table) : table_(table) {}

  Truth answer(std::span<const Atom> atoms) {
    for (const Atom& atom : atoms)
      if (!add(atom, atoms)) return Truth::no;
    if (parts_.empty()) return Truth::yes;
    add_constraints();
    Truth truth = capped_;
    std::vector<bool> done(parts_.size());
    for (std::size_t i = 0; i < parts_.size() && truth != Truth::no; ++i)
      if (!done[i]) truth = both(truth, answer_group(i, done));
    return truth;
  }

 private:
  /// False if the atom can't be so, or excludes another at sight.
  bool add(const Atom& atom, std::span<const Atom> atoms) {
    for (const Atom& other : atoms)
      if (other.subject == atom.subject && other.literal != atom.literal) return false;
    const DeclaredState& state = table_.state(*atom.subject);
    if (atom.subject->is_condition) {
      const bool expected = atom.literal == "true";
      if (is_terminal(state.diagram)) return (state.diagram == diagram_true) == expected;
      parts_.push_back({{state.diagram, expected}, state.support});
      return true;
    }
    if (state.is_given) return state.given == atom.literal;
    if (state.variable == no_variable) return true;
    const Variable& variable = table_.variables[state.variable];
    const std::uint32_t index = variable.index_of(atom.literal);
    if (index != no_variable)
      fixed_.push_back({state.variable, index, index + 1});
    else
      fixed_.push_back({state.variable, static_cast<std::uint32_t>(variable.values.size()), variable.size()});
    if (index == no_variable && variable.others == 0) return false;
    if (index == no_variable && variable.compared) capped_ = Truth::unknown;  // two unnamed values may be one
    return true;
  }

  void add_constraints() {
    for (const Constraint& constraint : table_.constraints) {
      const bool involved = std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) {
        return overlap(part.support, constraint.support);
      });
      if (involved) parts_.push_back({{constraint.diagram, true}, constraint.support});
    }
  }

  /// Only what shares parameters is walked together: the others can't exclude each other.
  Truth answer_group(std::size_t first, std::vector<bool>& done) {
    std::vector<std::size_t> group = {first};
    done[first] = true;
    for (std::size_t i = 0; i < group.size(); ++i)
      for (std::size_t other = 0; other < parts_.size(); ++other)
        if (!done[other] && overlap(parts_[group[i]].support, parts_[other].support)) {
          done[other] = true;
          group.push_back(other);
        }
    std::vector<Goal> goals;
    for (std::size_t i : group) {
      const Goal& goal = parts_[i].goal;
      if (std::find(goals.begin(), goals.end(), goal) == goals.end()) goals.push_back(goal);
    }
    return Walk{table_, fixed_}.satisfiable(std::move(goals));
  }

  const Conditions::Impl& table_;
  std::vector<Part> parts_;
  std::vector<Fixed> fixed_;
  Truth capped_ = Truth::yes;
};

}  // namespace

bool overlap(Support a, Support b) {
  auto x = a.begin(), y = b.begin();
  while (x != a.end() && y != b.end()) {
    if (*x == *y) return true;
    if (*x < *y) ++x;
    else ++y;
  }
  return false;
}

Truth satisfiable(const Conditions::Impl& table, std::span<const Atom> atoms) { return Question{table}.answer(atoms); }

}  // namespace cumulint
