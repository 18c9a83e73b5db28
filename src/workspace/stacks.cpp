// From links to sets of templates, and to the tree of stacks in each.
#include "workspace/stacks.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "text/file-system.h"

namespace cumulint {
namespace {

// Beyond this an application is not joined: its templates are looked at one by one.
constexpr std::size_t most_stacks = 200, most_resources = 6'000;
constexpr int deepest_nesting = 10;

/// Sets of units that links connect, by the index of one of them.
class Groups {
 public:
  explicit Groups(std::size_t count) : leader_(count) { std::iota(leader_.begin(), leader_.end(), std::size_t{0}); }

  std::size_t leader(std::size_t unit) {
    while (leader_[unit] != unit) unit = leader_[unit] = leader_[leader_[unit]];
    return unit;
  }
  void connect(std::size_t a, std::size_t b) {
    const std::size_t first = std::min(leader(a), leader(b)), second = std::max(leader(a), leader(b));
    leader_[second] = first;
  }

 private:
  std::vector<std::size_t> leader_;
};

std::string without_extension(std::string_view path) { return std::string(path.substr(0, path.rfind('.'))); }

class Planner {
 public:
  Planner(const std::vector<const Unit*>& members, const Links& links, const SourceMap& sources)
      : members_(members.begin(), members.end()), sources_(sources) {
    for (const Links::Link& link : links.links) {
      if (members_.count(link.from) == 0) continue;
      const Symbol::Kind kind = link.symbol->kind;
      if (kind == Symbol::Kind::export_ || kind == Symbol::Kind::ssm_parameter) plan_.links[link.symbol->field] = &link;
      else if (link.stack != nullptr) nested_[link.from].push_back(&link);
    }
    for (const auto& [unit, children] : nested_)
      for (const Links::Link* link : children) is_nested_.insert(link->to);
    for (const Unit* unit : members)
      if (is_nested_.count(unit) == 0) roots_.push_back(unit);
  }

  bool plan() {
    for (const Unit* root : roots_) {
      Stack stack;
      stack.unit = root;
      stack.name = roots_.size() > 1 ? name_of_root(*root) : std::string();
      if (!add(std::move(stack), 0)) return false;
    }
    std::set<const Unit*> covered;
    for (const std::unique_ptr<const Stack>& stack : plan_.stacks) covered.insert(stack->unit);
    return covered.size() == members_.size();
  }

  StackPlan take() { return std::move(plan_); }

 private:
  std::string name_of_root(const Unit& root) const {
    const std::string path = without_extension(sources_.file(root.file).path);
    const std::string name(file_name_of(path));
    const auto has_it = [&](const Unit* other) {
      return file_name_of(without_extension(sources_.file(other->file).path)) == name;
    };
    return std::count_if(roots_.begin(), roots_.end(), has_it) > 1 ? path : name;
  }

  bool add(Stack made, int depth) {
    resources_ += made.unit->effective->resources.size();
    if (plan_.stacks.size() >= most_stacks || resources_ > most_resources || depth > deepest_nesting) return false;
    plan_.stacks.push_back(std::make_unique<const Stack>(std::move(made)));
    const Stack& stack = *plan_.stacks.back();
    const auto nested = nested_.find(stack.unit);
    if (nested == nested_.end()) return true;
    for (const Links::Link* link : nested->second) {
      Stack child;
      child.unit = link->to;
      child.parent = &stack;
      child.resource = link->stack;
      child.name = (stack.name.empty() ? std::string() : stack.name + "/") + std::string(link->stack->id);
      const std::size_t at = plan_.stacks.size();
      if (!add(std::move(child), depth + 1)) return false;
      plan_.children[{&stack, link->stack->id}] = plan_.stacks[at].get();
    }
    return true;
  }

  std::set<const Unit*> members_, is_nested_;
  const SourceMap& sources_;
  std::map<const Unit*, std::vector<const Links::Link*>> nested_;
  std::vector<const Unit*> roots_;
  StackPlan plan_;
  std::size_t resources_ = 0;
};

}  // namespace

const Stack* StackPlan::only_stack_of(const Unit& unit) const {
  const Stack* only = nullptr;
  for (const std::unique_ptr<const Stack>& stack : stacks) {
    if (stack->unit != &unit) continue;
    if (only != nullptr) return nullptr;
    only = stack.get();
  }
  return only;
}

std::vector<StackPlan> plan_stacks(const std::vector<const Unit*>& units, const Links& links, const SourceMap& sources) {
  std::map<const Unit*, std::size_t> index;
  for (std::size_t i = 0; i < units.size(); ++i) index[units[i]] = i;
  Groups groups(units.size());
  for (const Links::Link& link : links.links) groups.connect(index.at(link.from), index.at(link.to));
  std::map<std::size_t, std::vector<const Unit*>> members;
  for (std::size_t i = 0; i < units.size(); ++i) members[groups.leader(i)].push_back(units[i]);
  std::vector<StackPlan> plans;
  for (const auto& [leader, linked] : members) {
    if (linked.size() < 2) continue;
    Planner planner(linked, links, sources);
    if (planner.plan()) plans.push_back(planner.take());
  }
  return plans;
}

}  // namespace cumulint
