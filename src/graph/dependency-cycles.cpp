// Groups of resources that depend on each other, and the shortest way around in each.
#include <algorithm>
#include <unordered_map>

#include "graph/dependencies.h"

namespace cumulint {
namespace {

using Index = std::uint32_t;

/// Tarjan's strongly connected components, without recursion.
class Components {
 public:
  explicit Components(const std::vector<std::vector<Index>>& next)
      : next_(next), order_(next.size(), unseen), low_(next.size(), 0), component_(next.size(), unseen) {
    for (Index node = 0; node < next.size(); ++node)
      if (order_[node] == unseen) visit(node);
  }
  Index of(Index node) const { return component_[node]; }
  Index count() const { return count_; }

 private:
  static constexpr Index unseen = ~Index{0};
  struct Frame {
    Index node;
    std::size_t edge;
  };

  void enter(Index node) {
    order_[node] = low_[node] = time_++;
    open_.push_back(node);
    frames_.push_back({node, 0});
  }

  void visit(Index start) {
    enter(start);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const Index node = frame.node;
      if (frame.edge < next_[node].size()) {
        const Index target = next_[node][frame.edge++];
        if (order_[target] == unseen)
          enter(target);
        else if (component_[target] == unseen)
          low_[node] = std::min(low_[node], order_[target]);
        continue;
      }
      frames_.pop_back();
      if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
      if (low_[node] == order_[node]) close(node);
    }
  }

  void close(Index root) {
    for (;;) {
      const Index node = open_.back();
      open_.pop_back();
      component_[node] = count_;
      if (node == root) break;
    }
    ++count_;
  }

  const std::vector<std::vector<Index>>& next_;
  std::vector<Index> order_, low_, component_, open_;
  std::vector<Frame> frames_;
  Index time_ = 0, count_ = 0;
};

class CycleFinder {
 public:
  CycleFinder(const Template& source, const Resolver& resolver, Arena& arena)
      : resolver_(resolver), arena_(arena), dependencies_(find_dependencies(source, resolver, arena)) {
    for (const Resource& resource : source.resources) index_[&resource] = static_cast<Index>(index_.size());
    edges_.resize(index_.size());
    targets_.resize(index_.size());
    for (Index d = 0; d < dependencies_.size(); ++d) {
      const Index from = index_[dependencies_[d].from];
      edges_[from].push_back(d);
      targets_[from].push_back(index_[dependencies_[d].to]);
    }
  }

  std::vector<DependencyCycle> find() {
    const Components components(targets_);
    std::vector<DependencyCycle> cycles;
    std::vector<bool> done(components.count(), false);
    for (Index node = 0; node < targets_.size(); ++node) {
      if (done[components.of(node)]) continue;
      DependencyCycle best;
      for (Index start = node; start < targets_.size(); ++start)
        if (components.of(start) == components.of(node)) shorter_from(start, components, best);
      done[components.of(node)] = true;
      if (!best.path.empty()) cycles.push_back(std::move(best));
    }
    return cycles;
  }

 private:
  struct Step {
    Index dependency;
    std::size_t before;  // in `steps`; `none` for a first one
    std::size_t length;
    Scenario when;
  };
  static constexpr std::size_t none = ~std::size_t{0};
  static constexpr std::size_t most_steps = 2'000;  // a group; what is beyond has a shorter cycle before

  /// Breadth first, from `start` back to it; a node may be reached again in another scenario.
  void shorter_from(Index start, const Components& components, DependencyCycle& best) {
    std::vector<Step> steps;
    std::vector<unsigned> visits(targets_.size(), 0);
    constexpr unsigned most_visits = 4;
    const auto extend = [&](Index node, std::size_t before) {
      for (Index d : edges_[node]) {
        const Index target = index_[dependencies_[d].to];
        const Scenario& so_far = before == none ? Scenario{} : steps[before].when;
        if (components.of(target) != components.of(start) || steps.size() >= most_steps) continue;
        if (target != start && ++visits[target] > most_visits) continue;
        if (consistent(so_far, dependencies_[d].when) == Truth::no) continue;
        const std::size_t length = before == none ? 1 : steps[before].length + 1;
        steps.push_back({d, before, length, resolver_.conditions().with(so_far, dependencies_[d].when, arena_)});
      }
    };
    extend(start, none);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (!best.path.empty() && steps[i].length >= best.path.size()) return;
      const Index reached = index_[dependencies_[steps[i].dependency].to];
      if (reached == start) return take(steps, i, best);
      extend(reached, i);
    }
  }

  void take(const std::vector<Step>& steps, std::size_t last, DependencyCycle& best) {
    best.path.clear();
    best.when = steps[last].when;
    for (std::size_t i = last; i != none; i = steps[i].before) best.path.push_back(dependencies_[steps[i].dependency]);
    std::reverse(best.path.begin(), best.path.end());
  }

  const Resolver& resolver_;
  Arena& arena_;
  std::vector<Dependency> dependencies_;
  std::unordered_map<const Resource*, Index> index_;
  std::vector<std::vector<Index>> edges_, targets_;
};

}  // namespace

std::vector<DependencyCycle> find_dependency_cycles(const Template& source, const Resolver& resolver, Arena& arena) {
  return CycleFinder(source, resolver, arena).find();
}

}  // namespace cumulint
