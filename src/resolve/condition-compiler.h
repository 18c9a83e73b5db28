// ConditionCompiler: the conditions of a template as diagrams.
#pragma once

#include <vector>

#include "resolve/condition-scan.h"
#include "resolve/condition-table.h"

namespace cumulint {

class ConditionCompiler {
 public:
  ConditionCompiler(const Template& source, ConditionScan& scan, Arena& arena);

  DiagramId condition(std::uint32_t index);
  /// One constraint for each rule of the Rules section that can be looked into.
  std::vector<DiagramId> rules();
  /// "AWS::Partition is that of AWS::Region", if conditions use both; else true.
  DiagramId region_lies_in_partition();
  /// What a diagram asks for.
  Support support(DiagramId id);
  std::span<const DiagramNode> nodes() const { return builder_.nodes(); }

 private:
  DiagramId compile(const Value& value, int depth);
  DiagramId compile_call(const Expression& call, int depth);
  DiagramId fold(const Expression& call, bool is_and, int depth);
  DiagramId compare(const Value& a, const Value& b, const Expression& whole);
  DiagramId compare_variables(std::uint32_t a, std::uint32_t b);
  DiagramId compare_tables(const EqualsOperand& a, const EqualsOperand& b);
  DiagramId compare_contains(const Expression& contains);
  DiagramId equals_literal(std::uint32_t variable, std::string_view text);
  DiagramId equals_index(std::uint32_t variable, std::uint32_t index);
  DiagramId opaque(const EqualsOperand& a, const EqualsOperand& b, const Expression& whole);
  DiagramId yes_or_no(std::uint32_t variable);
  DiagramId uncertain();
  DiagramId rule(const Value& rule);
  std::uint32_t find_condition(std::string_view name) const;

  enum class State : std::uint8_t { untouched, busy, done };
  const Template& source_;
  ConditionScan& scan_;
  Arena& arena_;
  DiagramBuilder builder_;
  std::vector<State> states_;
  std::vector<DiagramId> compiled_;
  std::vector<std::uint32_t> by_name_;  // indexes of conditions, sorted by name
  bool saw_opaque_ = false;
  std::uint32_t total_steps_;
};

}  // namespace cumulint
