// Finds the calls at which one function waits for another.
#include "rule/waits.h"

#include <algorithm>
#include <map>

#include "base/strings.h"
#include "graph/routes.h"

namespace cumulint {
namespace {

bool is_synchronous(const SdkCall& call) {
  if (call.service != "lambda") return false;
  if (call.operation == "InvokeWithResponseStream") return true;
  if (call.operation != "Invoke") return false;
  const Argument* type = call.find("InvocationType");
  if (type == nullptr) return !call.spread_arguments;
  return type->value.possible.every([](const Candidate& c) { return c.text.equals("RequestResponse"); }) == Truth::yes;
}

using Waits = std::map<std::pair<std::uint32_t, std::uint32_t>, Wait>;

bool is_function(const GraphNode& node) { return node.type == "AWS::Lambda::Function" && node.resource != nullptr; }

/// Each pair once: a helper may be reached by several ways.
void add_pair(const Waiting& pair, std::vector<Waiting>& pairs) {
  const bool is_known = std::any_of(pairs.begin(), pairs.end(), [&](const Waiting& known) {
    return known.caller == pair.caller && known.callee == pair.callee;
  });
  if (!is_known) pairs.push_back(pair);
}

/// The functions that a call invokes: one, several if a condition decides, or one that nobody knows.
void add_callees(const UnitView& unit, const FunctionCode& caller, const SdkCall& call, std::vector<Waiting>& pairs) {
  bool is_known = true, is_any = false;
  for (const Edge* edge : unit.view(*caller.function).out()) {
    if (edge->kind != EdgeKind::call || edge->call != &call) continue;
    if (edge->sure != Truth::yes || !is_function(*edge->to)) {
      is_known = false;
      continue;
    }
    add_pair({&caller, &unit.unit(), edge->to->resource, edge->when}, pairs);
    is_any = true;
  }
  if (is_any && is_known) return;
  const NamedElsewhere other = find_elsewhere(unit, call.target.possible, "AWS::Lambda::Function", "FunctionName");
  if (other.resource != nullptr)
    add_pair({&caller, other.unit, other.resource, {}}, pairs);
  else if (!is_any)
    add_pair({&caller, nullptr, nullptr, {}}, pairs);
}

void add_calls(const UnitView& unit, const FunctionCode& code, Waits& waits) {
  for (const SdkCall& call : code.calls) {
    if (!is_synchronous(call)) continue;
    Wait& wait = waits[{std::uint32_t(call.where.file), call.where.span.begin}];
    wait.where = call.where;
    if (wait.call == nullptr) wait.call = &call;
    add_callees(unit, code, call, wait.pairs);
  }
}

/// The function behind all routes that a request may reach; `waits`: do all of them make the caller wait for a function?
const Resource* behind_routes(const Graph& graph, const Edge& request, bool& waits) {
  const std::vector<const Route*> routes = routes_called(graph, request);
  const Resource* callee = nullptr;
  waits = !routes.empty();
  for (const Route* route : routes) {
    const bool is_function = route->target != nullptr && route->target->type == "AWS::Lambda::Function";
    waits = waits && is_function && !route->is_asynchronous;
    if (is_function && route == routes.front()) callee = route->target->resource;
    if (is_function && route->target->resource != callee) callee = nullptr;
  }
  return callee;
}

/// Does a function run only while something is deployed? A custom resource that warms up another, a traffic hook that
/// tests the new version: nobody pays for that day by day, and the deployment has to wait for it.
bool works_for_deployment(const UnitView& unit, const FunctionCode& code) {
  for (const SdkCall& call : code.calls)
    if (call.service == "codedeploy" && call.operation == "PutLifecycleEventHookExecutionStatus") return true;
  bool is_custom_resource = false;
  for (const Edge* edge : unit.view(*code.function).in()) {
    if (!is_invocation(*edge)) continue;
    if (edge->kind != EdgeKind::custom_resource) return false;
    is_custom_resource = true;
  }
  return is_custom_resource;
}

void add_requests(const UnitView& unit, Waits& waits) {
  for (const Edge& edge : unit.graph().edges) {
    if (edge.kind != EdgeKind::http_call || edge.sure != Truth::yes || edge.http == nullptr) continue;
    if (edge.from->resource == nullptr || edge.to->resource == nullptr) continue;
    const FunctionCode* code = unit.view(*edge.from->resource).code();
    if (code == nullptr || works_for_deployment(unit, *code)) continue;
    bool waits_there = false;
    const Resource* callee = behind_routes(unit.graph(), edge, waits_there);
    if (!waits_there) continue;
    Wait& wait = waits[{std::uint32_t(edge.http->where.file), edge.http->where.span.begin}];
    wait.where = edge.http->where;
    wait.http = edge.http;
    add_pair({code, callee != nullptr ? &unit.unit() : nullptr, callee, edge.when}, wait.pairs);
  }
}

}  // namespace

NamedElsewhere find_elsewhere(const UnitView& unit, const Possible& value, std::string_view type,
                              std::string_view name_property) {
  for (const UnitView& other : unit.application().units()) {
    if (&other.unit() == &unit.unit()) continue;
    for (const ResourceView& resource : other.resources({type})) {
      const Possible name = resource.property(name_property);
      for (const Candidate& wanted : value.candidates)
        for (const Candidate& own : name.candidates)
          if (!own.absent && !wanted.absent && own.text.known() && wanted.text.known() == own.text.known())
            return {&other.unit(), &resource.resource()};
    }
  }
  return {};
}

std::vector<Wait> waits_of(const UnitView& unit) {
  Waits waits;
  if (unit.unit().code == nullptr) return {};
  for (const FunctionCode& code : unit.unit().code->functions)
    if (code.function != nullptr && !works_for_deployment(unit, code)) add_calls(unit, code, waits);
  add_requests(unit, waits);
  std::vector<Wait> all;
  for (auto& [place, wait] : waits) all.push_back(std::move(wait));
  return all;
}

const std::vector<Wait>& WaitChains::of(const Unit& unit) {
  const auto [known, is_new] = known_.try_emplace(&unit);
  if (is_new) known->second = waits_of(UnitView(*run_, unit));
  return known->second;
}

std::optional<Hop> WaitChains::first_of(const Resource& function, const Unit& unit) {
  for (const Wait& wait : of(unit))
    for (const Waiting& waiting : wait.pairs)
      if (waiting.caller->function == &function) return Hop{wait.where, waiting};
  return std::nullopt;
}

std::vector<Hop> WaitChains::behind(const Waiting& first) {
  constexpr std::size_t longest = 8;
  std::vector<Hop> chain;
  std::vector<const Resource*> seen{first.caller->function};
  Waiting last = first;
  while (last.callee != nullptr && std::find(seen.begin(), seen.end(), last.callee) == seen.end() && chain.size() < longest) {
    seen.push_back(last.callee);
    const std::optional<Hop> next = first_of(*last.callee, *last.callee_unit);
    if (!next) break;
    chain.push_back(*next);
    last = next->waiting;
  }
  return chain;
}

}  // namespace cumulint
