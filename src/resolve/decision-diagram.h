// Decision diagrams: conditions as canonical graphs over the values that parameters may have.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/arena.h"

namespace cumulint {

/// Index of a node; equal functions have equal indexes.
using DiagramId = std::uint32_t;
constexpr DiagramId diagram_false = 0, diagram_true = 1;
/// No answer: it took too many steps.
constexpr DiagramId diagram_overflow = 0xffffffff;

/// Asks for one variable and goes on with the child of its value. A variable with a higher number is asked first.
struct DiagramNode {
  std::uint32_t variable = 0;
  std::span<const DiagramId> children;
};

inline bool is_terminal(DiagramId id) { return id <= diagram_true; }

/// Makes diagrams. The cost of each operation is bounded by `steps`, which all of them share.
class DiagramBuilder {
 public:
  explicit DiagramBuilder(Arena& arena, std::uint32_t steps) : arena_(arena), steps_(steps), nodes_(2) {}

  DiagramId make(std::uint32_t variable, std::span<const DiagramId> children);
  DiagramId both(DiagramId a, DiagramId b) { return apply(true, a, b); }
  DiagramId either(DiagramId a, DiagramId b) { return apply(false, a, b); }
  DiagramId negation(DiagramId a);

  std::span<const DiagramNode> nodes() const { return nodes_; }
  /// Gives each condition the same number of steps, whatever those before it took.
  void allow_steps(std::uint32_t steps) { steps_ = steps; }
  std::uint32_t steps_left() const { return steps_; }

 private:
  DiagramId apply(bool is_and, DiagramId a, DiagramId b);
  DiagramId apply_nodes(bool is_and, DiagramId a, DiagramId b);
  bool step();

  Arena& arena_;
  std::uint32_t steps_;
  std::vector<DiagramNode> nodes_;
  std::unordered_multimap<std::uint64_t, DiagramId> unique_;
  std::unordered_map<std::uint64_t, DiagramId> and_memo_, or_memo_;
  std::unordered_map<DiagramId, DiagramId> negations_;
};

}  // namespace cumulint
