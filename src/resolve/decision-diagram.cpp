// Decision diagrams with many-valued variables.
#include "resolve/decision-diagram.h"

#include <algorithm>

namespace cumulint {
namespace {

std::uint64_t hash_node(std::uint32_t variable, std::span<const DiagramId> children) {
  std::uint64_t hash = 14695981039346656037ull ^ variable;
  for (DiagramId child : children) hash = (hash ^ child) * 1099511628211ull;
  return hash;
}

}  // namespace

bool DiagramBuilder::step() {
  if (steps_ == 0) return false;
  --steps_;
  return true;
}

DiagramId DiagramBuilder::make(std::uint32_t variable, std::span<const DiagramId> children) {
  if (std::find(children.begin(), children.end(), diagram_overflow) != children.end()) return diagram_overflow;
  if (std::all_of(children.begin(), children.end(), [&](DiagramId child) { return child == children[0]; }))
    return children[0];
  const std::uint64_t hash = hash_node(variable, children);
  const auto [first, last] = unique_.equal_range(hash);
  for (auto known = first; known != last; ++known) {
    const DiagramNode& node = nodes_[known->second];
    if (node.variable == variable && std::equal(children.begin(), children.end(), node.children.begin(), node.children.end()))
      return known->second;
  }
  const DiagramId id = static_cast<DiagramId>(nodes_.size());
  nodes_.push_back({variable, arena_.copy(children)});
  unique_.emplace(hash, id);
  return id;
}

DiagramId DiagramBuilder::apply(bool is_and, DiagramId a, DiagramId b) {
  const DiagramId neutral = is_and ? diagram_true : diagram_false;
  const DiagramId decided = is_and ? diagram_false : diagram_true;
  if (a == decided || b == decided) return decided;
  if (a == diagram_overflow || b == diagram_overflow) return diagram_overflow;
  if (a == neutral || a == b) return b;
  if (b == neutral) return a;
  if (a > b) std::swap(a, b);
  const std::uint64_t key = std::uint64_t{a} << 32 | b;
  auto& memo = is_and ? and_memo_ : or_memo_;
  const auto known = memo.find(key);
  if (known != memo.end()) return known->second;
  if (!step()) return diagram_overflow;
  const DiagramId result = apply_nodes(is_and, a, b);
  if (result != diagram_overflow) memo.emplace(key, result);
  return result;
}

DiagramId DiagramBuilder::apply_nodes(bool is_and, DiagramId a, DiagramId b) {
  const DiagramNode left = nodes_[a], right = nodes_[b];  // copies: the table grows below
  const std::uint32_t variable = std::max(left.variable, right.variable);
  const std::size_t values = left.variable == variable ? left.children.size() : right.children.size();
  std::vector<DiagramId> children(values);
  for (std::size_t i = 0; i < values; ++i)
    children[i] = apply(is_and, left.variable == variable ? left.children[i] : a,
                        right.variable == variable ? right.children[i] : b);
  return make(variable, children);
}

DiagramId DiagramBuilder::negation(DiagramId a) {
  if (a == diagram_overflow) return a;
  if (is_terminal(a)) return diagram_true - a;
  const auto known = negations_.find(a);
  if (known != negations_.end()) return known->second;
  if (!step()) return diagram_overflow;
  const DiagramNode node = nodes_[a];
  std::vector<DiagramId> children(node.children.size());
  for (std::size_t i = 0; i < children.size(); ++i) children[i] = negation(node.children[i]);
  const DiagramId result = make(node.variable, children);
  if (result != diagram_overflow) negations_.emplace(a, result);
  return result;
}

}  // namespace cumulint
