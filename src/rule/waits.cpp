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

void set_callee(const UnitView& unit, Wait& wait) {
  if (wait.call->target.resource != nullptr) {
    wait.callee = wait.call->target.resource;
    wait.callee_unit = &unit.unit();
    return;
  }
  const NamedElsewhere other = find_elsewhere(unit, wait.call->target.possible, "AWS::Lambda::Function", "FunctionName");
  wait.callee = other.resource;
  wait.callee_unit = other.unit;
}

using Waits = std::map<std::pair<std::uint32_t, std::uint32_t>, Wait>;

void add_calls(const UnitView& unit, const FunctionCode& code, Waits& waits) {
  for (const SdkCall& call : code.calls) {
    if (!is_synchronous(call)) continue;
    Wait& wait = waits[{std::uint32_t(call.where.file), call.where.span.begin}];
    wait.callers.push_back(&code);
    if (wait.call != nullptr && wait.callee != nullptr) continue;
    wait.where = call.where;
    wait.call = &call;
    set_callee(unit, wait);
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

void add_requests(const UnitView& unit, Waits& waits) {
  for (const Edge& edge : unit.graph().edges) {
    if (edge.kind != EdgeKind::http_call || edge.sure != Truth::yes || edge.http == nullptr) continue;
    if (edge.from->resource == nullptr || edge.to->resource == nullptr) continue;
    const FunctionCode* code = unit.view(*edge.from->resource).code();
    if (code == nullptr) continue;
    bool waits_there = false;
    const Resource* callee = behind_routes(unit.graph(), edge, waits_there);
    if (!waits_there) continue;
    const auto [known, is_new] = waits.try_emplace({std::uint32_t(edge.http->where.file), edge.http->where.span.begin});
    Wait& wait = known->second;
    if (!is_new && wait.callee != callee) callee = nullptr;  // another function's request goes elsewhere
    wait.where = edge.http->where;
    wait.http = edge.http;
    if (std::find(wait.callers.begin(), wait.callers.end(), code) == wait.callers.end()) wait.callers.push_back(code);
    wait.callee = callee;
    wait.callee_unit = callee != nullptr ? &unit.unit() : nullptr;
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
    if (code.function != nullptr) add_calls(unit, code, waits);
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

const Wait* WaitChains::first_of(const Resource& function, const Unit& unit) {
  for (const Wait& wait : of(unit))
    for (const FunctionCode* code : wait.callers)
      if (code->function == &function) return &wait;
  return nullptr;
}

std::vector<Wait> WaitChains::behind(const Wait& first) {
  constexpr std::size_t longest = 8;
  std::vector<Wait> chain;
  std::vector<const Resource*> seen;
  for (const FunctionCode* caller : first.callers) seen.push_back(caller->function);
  const Wait* at = &first;
  while (at->callee != nullptr && std::find(seen.begin(), seen.end(), at->callee) == seen.end() && chain.size() < longest) {
    seen.push_back(at->callee);
    at = first_of(*at->callee, *at->callee_unit);
    if (at == nullptr) break;
    chain.push_back(*at);
  }
  return chain;
}

}  // namespace cumulint
