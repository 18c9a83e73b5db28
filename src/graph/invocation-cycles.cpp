// The search for ways from a function's write back to the function.
#include "graph/invocation-cycles.h"

#include <algorithm>
#include <map>
#include <set>

#include "graph/event-pattern.h"

namespace cumulint {
namespace {

constexpr std::size_t longest = 12;         // edges of a cycle
constexpr std::size_t most_steps = 20'000;  // of the search over a template
constexpr std::string_view function_type = "AWS::Lambda::Function";

/// Does the edge carry on what set off its source?
bool carries(const Edge& edge) {
  if (!edge.enabled) return false;
  switch (edge.kind) {
    case EdgeKind::mapping:
    case EdgeKind::pipe:
    case EdgeKind::subscription:
    case EdgeKind::rule_target:
    case EdgeKind::bus_rule:
    case EdgeKind::delivery:
    case EdgeKind::bucket_notification: return true;
    case EdgeKind::call: return is_triggering_write(*edge.call) && edge.from->type == function_type;
    default: return false;
  }
}

/// Does a rule hand on the event as it came? A bucket tells EventBridge what was written.
bool is_handed_on(const Edge& edge) {
  if (edge.kind == EdgeKind::bucket_notification) return edge.label == "EventBridge";
  if (edge.kind == EdgeKind::bus_rule) return true;
  if (edge.kind != EdgeKind::rule_target || edge.settings == nullptr) return false;
  for (std::string_view change : {"Input", "InputPath", "InputTransformer"})
    if (edge.settings->value->find(change) != nullptr) return false;
  return true;
}

/// The call whose event comes out of `way` unchanged; null if none is known to.
const SdkCall* sent_through(const std::vector<const Edge*>& way) {
  std::size_t at = way.size();
  while (at > 0 && is_handed_on(*way[at - 1])) --at;
  const SdkCall* call = at == 0 || at == way.size() ? nullptr : way[at - 1]->call;
  return call != nullptr && (call->service == "events" || call->service == "s3") ? call : nullptr;
}

bool is_certain(const SdkCall& call) { return call.reach == Reach::always; }

class CycleSearch {
 public:
  CycleSearch(const Graph& graph, const Resolver& resolver, Arena& arena)
      : graph_(graph), resolver_(resolver), arena_(arena) {}

  std::vector<InvocationCycle> find() {
    for (const GraphNode& node : graph_.nodes) {
      if (node.type != function_type || node.resource == nullptr) continue;
      start_ = &node;
      walk(node, {});
    }
    return std::move(cycles_);
  }

 private:
  /// Only nodes after `start_` in file order: each cycle is found once, from its first function.
  bool may_enter(const GraphNode& node) const {
    if (&node == start_) return true;
    if (node.type == function_type && node.index < start_->index) return false;
    if (graph_.has_role(node, RoleFlag::dead_letter_queue)) return false;
    return std::none_of(path_.begin(), path_.end(), [&](const Edge* edge) { return edge->from == &node; });
  }

  void walk(const GraphNode& node, const Scenario& when) {
    if (path_.size() >= longest) return;
    for (const Edge* edge : node.out) {
      if (!carries(*edge) || !may_enter(*edge->to) || ++steps_ > most_steps) continue;
      if (consistent(when, edge->when) == Truth::no || !passes_on(*edge)) continue;
      path_.push_back(edge);
      const Scenario both_when = resolver_.conditions().with(when, edge->when, arena_);
      if (edge->to == start_)
        add(both_when);
      else
        walk(*edge->to, both_when);
      path_.pop_back();
    }
  }

  /// What the edge before wrote is certain not to pass: no way.
  bool passes_on(const Edge& edge) { return passed(path_, edge) != Truth::no; }

  /// Does what came over `way` pass the edge behind it?
  Truth passed(const std::vector<const Edge*>& way, const Edge& edge) {
    const Edge* before = way.empty() ? nullptr : way.back();
    const bool filters_events =
        edge.kind == EdgeKind::bus_rule || edge.kind == EdgeKind::mapping || edge.kind == EdgeKind::pipe;
    if (const SdkCall* call = filters_events ? sent_through(way) : nullptr; call != nullptr)
      return passes_further(edge, *call, resolver_, arena_);
    if (before != nullptr && before->kind == EdgeKind::delivery && edge.kind == EdgeKind::bucket_notification)
      return passes_delivery(edge, *before, resolver_, arena_);
    if (edge.kind == EdgeKind::bus_rule && before != nullptr && before->call == nullptr)
      return edge.to->resource != nullptr && edge.to->resource->find("EventPattern") != nullptr ? Truth::unknown
                                                                                                : Truth::no;
    if (before == nullptr || before->call == nullptr) return has_filter(edge) ? Truth::unknown : Truth::yes;
    const bool is_own_object = edge.kind == EdgeKind::bucket_notification && edge.label != "EventBridge" &&
                               edge.to == before->from && writes_back(*before->call, "Records[].s3.object.key");
    return is_own_object ? passes_again(edge, *before->call, resolver_, arena_)
                         : passes(edge, *before->call, resolver_, arena_);
  }

  /// Of what came over several hops nothing is known.
  static bool has_filter(const Edge& edge) {
    if (edge.settings == nullptr) return false;
    for (std::string_view path : {"FilterPolicy", "FilterCriteria", "SourceParameters.FilterCriteria"})
      if (edge.settings->value->find_path(path) != nullptr) return true;
    return false;
  }

  void add(const Scenario& when) {
    const auto is_call = [](const Edge* edge) { return edge->call != nullptr; };
    if (std::none_of(path_.begin(), path_.end(), is_call)) return;  // a trigger that names its own function: nobody writes
    std::set<std::uint32_t> hops;
    for (const Edge* edge : path_) hops.insert(edge->from->index);
    InvocationCycle cycle;
    cycle.edges = from_first_trigger();
    cycle.when = when;
    judge(cycle);
    if (cycle.passes == Truth::no) return;  // the code's own test of the event ends it
    const auto [known, is_new] = by_hops_.try_emplace(hops, cycles_.size());
    if (!is_new) return merge(cycles_[known->second], std::move(cycle));
    cycles_.push_back(std::move(cycle));
  }

  /// Does the event that comes round pass the code's own tests in front of the call? Then they end nothing.
  static Truth passes_guards(const std::vector<const Edge*>& cycle, std::size_t call) {
    const auto before = [&](std::size_t i) { return i == 0 ? cycle.size() - 1 : i - 1; };
    const Edge& trigger = *cycle[before(call)];
    std::size_t write = before(call);
    while (cycle[write]->call == nullptr && write != call) write = before(write);
    Truth all = Truth::yes;
    for (const EventGuard& guard : cycle[call]->call->guards) {
      if (write == call && writes_back(*cycle[call]->call, guard.path)) continue;  // it came this far with that key
      all = both(all, passes_guard(trigger, *cycle[write]->call, guard));
    }
    return all;
  }

  void judge(InvocationCycle& cycle) {
    for (std::size_t i = 0; i < cycle.edges.size(); ++i) {
      const Edge& edge = *cycle.edges[i];
      std::vector<const Edge*> way(cycle.edges.begin() + static_cast<std::ptrdiff_t>(i) + 1, cycle.edges.end());
      way.insert(way.end(), cycle.edges.begin(), cycle.edges.begin() + static_cast<std::ptrdiff_t>(i));
      cycle.passes = both(cycle.passes, both(passed(way, edge), edge.sure));
      if (edge.call == nullptr) continue;
      const Truth guarded = passes_guards(cycle.edges, i);
      if (guarded == Truth::no) cycle.passes = Truth::no;
      cycle.is_conditional = cycle.is_conditional || !is_certain(*edge.call) || guarded != Truth::yes;
      const Field* allowed = edge.from->resource->find("RecursiveLoop");
      cycle.is_allowed = cycle.is_allowed || (allowed != nullptr && allowed->value->literal() == "Allow");
    }
  }

  /// The same hops by another call: the one that surely happens and passes stands for the cycle.
  static void merge(InvocationCycle& cycle, InvocationCycle other) {
    const bool better =
        other.passes > cycle.passes || (other.passes == cycle.passes && cycle.is_conditional && !other.is_conditional);
    if (better) {
      other.other_calls = cycle.other_calls;
      std::swap(other, cycle);
    }
    for (const Edge* edge : other.edges) {
      const bool is_new = edge->call != nullptr && !contains(cycle.edges, edge) && !contains(cycle.other_calls, edge);
      if (is_new) cycle.other_calls.push_back(edge);
    }
  }

  static bool contains(const std::vector<const Edge*>& edges, const Edge* edge) {
    return std::find(edges.begin(), edges.end(), edge) != edges.end();
  }

  /// The path turned so that it begins with the call that leads to the trigger which stands first in the file.
  std::vector<const Edge*> from_first_trigger() const {
    std::size_t first = path_.size();
    for (std::size_t i = 0; i < path_.size(); ++i) {
      if (path_[i]->call != nullptr) continue;
      if (first == path_.size() || place(*path_[i]) < place(*path_[first])) first = i;
    }
    if (first == path_.size()) return path_;  // functions that call each other
    while (path_[first]->call == nullptr) first = (first + path_.size() - 1) % path_.size();
    std::vector<const Edge*> turned(path_.begin() + static_cast<std::ptrdiff_t>(first), path_.end());
    turned.insert(turned.end(), path_.begin(), path_.begin() + static_cast<std::ptrdiff_t>(first));
    return turned;
  }

  static std::uint32_t place(const Edge& edge) {
    if (edge.via != nullptr)
      return edge.via->event_field != nullptr ? edge.via->event_field->origin.key.begin : edge.via->origin.key.begin;
    return edge.evidence != nullptr ? edge.evidence->origin.key.begin : 0;
  }

  const Graph& graph_;
  const Resolver& resolver_;
  Arena& arena_;
  const GraphNode* start_ = nullptr;
  std::vector<const Edge*> path_;
  std::size_t steps_ = 0;
  std::map<std::set<std::uint32_t>, std::size_t> by_hops_;
  std::vector<InvocationCycle> cycles_;
};

}  // namespace

std::vector<InvocationCycle> find_invocation_cycles(const Graph& graph, const Resolver& resolver, Arena& arena) {
  return CycleSearch(graph, resolver, arena).find();
}

}  // namespace cumulint
