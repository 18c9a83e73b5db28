// ConditionScan: a first look at all conditions, for the parameters that they use and the values that they tell apart.
#pragma once

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "resolve/concrete.h"
#include "resolve/condition-table.h"

namespace cumulint {

/// One side of an Equals.
struct EqualsOperand {
  enum class Kind : std::uint8_t {
    literal,   // a text, whatever is deployed
    variable,  // exactly a parameter
    table,     // made of parameters with few values: a text for each combination
    opaque     // anything else
  };
  Kind kind = Kind::opaque;
  std::string text;                       // of a literal
  std::uint32_t variable = no_variable;
  std::vector<std::uint32_t> used;        // parameters in it, each once
  const Value* value = nullptr;
};

/// A parameter while its values are collected.
struct VariableDraft {
  std::string_view name;
  const Parameter* parameter = nullptr;   // null for pseudo parameters and opaque comparisons
  bool is_closed = false;
  std::vector<std::string_view> domain;   // of a closed one: all its values
  std::vector<std::string_view> named;    // values that conditions tell apart, each once
  std::unordered_set<std::string_view> named_set;
  std::uint32_t group = no_variable;      // those that are compared with each other share one
  std::unordered_set<std::uint32_t> opaque_uses;  // comparisons that it is in and that we can't look into
  bool uncertain = false;
  std::vector<std::string_view> values;   // final
  std::uint32_t others = 0;
};

class ConditionScan {
 public:
  ConditionScan(const Template& source, const GivenValues& given, Arena& arena)
      : source_(source), given_(given), arena_(arena) {}

  /// Looks at every condition and rule of the template, then settles the variables' values.
  void run();
  /// Conditions beyond these are not looked into.
  static constexpr std::size_t condition_limit = 2'000;

  EqualsOperand operand(const Value& value);
  /// All parameters that are given, as the evaluator wants them.
  const Assignment& given() const { return assignment_; }
  std::vector<VariableDraft>& variables() { return variables_; }
  std::uint32_t find_variable(std::string_view name) const;
  /// The variable that stands for a comparison that can't be looked into: equal comparisons share one.
  std::uint32_t opaque_variable(const Expression& equals);
  std::uint32_t add_uncertain();

 private:
  void collect_given();
  void for_each_definition(void (ConditionScan::*look)(const Value&, int));
  void restrict_keys(const Value& value, int depth);
  void scan(const Value& value, int depth);
  void scan_pair(const Value& a, const Value& b, const Expression& whole);
  void scan_contains(const Expression& contains);
  void restrict_key(const Value& key, const Value& map);
  void collect_used(const Value& value, EqualsOperand& operand, bool& known, int depth);
  void use(std::string_view name, EqualsOperand& operand, bool& known);
  std::uint32_t variable_for(std::string_view name);
  void name_value(std::uint32_t variable, std::string_view value);
  void name_all(const std::vector<std::uint32_t>& used);
  bool is_small(const std::vector<std::uint32_t>& used) const;
  void join_groups(std::uint32_t a, std::uint32_t b);
  bool step();
  void settle_groups();
  void settle(VariableDraft& variable);

  const Template& source_;
  const GivenValues& given_;
  Arena& arena_;
  Assignment assignment_;
  std::vector<VariableDraft> variables_;
  std::unordered_map<std::string_view, std::uint32_t> by_name_;
  std::unordered_map<const Expression*, std::uint32_t> opaque_;
  std::vector<const Expression*> distinct_opaque_;
  std::uint32_t steps_ = 200'000;  // for all of a scan: aliased text may be met very often
};

}  // namespace cumulint
