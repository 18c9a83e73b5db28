// Trace to FunctionCode.

#include "code/build-facts.h"

#include <string>
#include <unordered_map>

namespace cumulint {
namespace {

class FactsBuilder {
 public:
  FactsBuilder(const Trace& trace, const CodeValues& values) : trace_(trace), values_(values), arena_(values.arena()) {}

  void fill(FunctionCode& made) {
    made.calls = calls();
    made.http_calls = http_calls();
    made.environment = environment();
    made.routes = routes(made.calls);
    made.event_kinds = event_kinds(made.calls);
    made.failures = failures();
    made.responses = responses();
    made.clients = clients();
    made.caught = caught();
    made.event_reads = event_reads();
    made.opaque_services = texts(trace_.opaque_services);
    made.known = trace_.known;
    made.result_known = trace_.result_known;
    made.reads_environment_by_computed_name = trace_.reads_computed_names;
    made.loads_env_file = trace_.loads_env_file;
    made.has_router = trace_.has_router;
    made.routes_complete = trace_.routes_complete && trace_.known;
    made.loops_over_records = trace_.loops_over_records;
    made.uses_batch_processor = trace_.uses_batch_processor;
    made.checks_authorization = trace_.checks_authorization;
    if (!trace_.known) made.why_unknown = arena_.copy(trace_.why_unknown);
  }

 private:
  const CodeFunction* function(const TracedFunction& in) {
    if (!in.function) return nullptr;
    const CodeFunction*& known = functions_[in.function];
    if (known) return known;
    const Class* of = in.function->of;
    const std::string_view name = of ? arena_.join({of->name, ".", in.function->name}) : arena_.copy(in.function->name);
    return known = arena_.make<CodeFunction>(CodeFunction{name, location_of({in.module, in.function->name_span})});
  }

  std::span<const Location> path(const CallStep* step) {
    std::vector<Location> places;
    for (; step; step = step->caller)
      if (step->place.module) places.push_back(location_of(step->place));
    return arena_.copy(std::vector<Location>{places.rbegin(), places.rend()});
  }

  std::span<const EventGuard> guards(const GuardChain* chain) {
    std::vector<EventGuard> made;
    for (; chain; chain = chain->next) {
      EventGuard guard = chain->guard;
      std::vector<std::string_view> texts;
      for (const std::string_view text : guard.texts) texts.push_back(arena_.copy(text));
      guard.path = arena_.copy(guard.path);
      guard.texts = arena_.copy(texts);
      made.push_back(guard);
    }
    return arena_.copy(made);
  }

  SdkCall call(const TracedCall& traced) {
    SdkCall made;
    made.service = arena_.copy(traced.service);
    made.operation = arena_.copy(traced.operation);
    made.where = location_of(traced.place);
    made.in = function(traced.in);
    std::vector<Argument> arguments;
    for (const TracedArgument& one : traced.arguments)
      arguments.push_back({arena_.copy(one.name), values_.make(one.values, traced.place)});
    made.arguments = arena_.copy(arguments);
    made.has_target = traced.has_target;
    made.target = values_.make_target(traced.target, traced.service, traced.place);
    if (traced.on_object.module) made.on_object = location_of(traced.on_object);
    made.reach = traced.reach;
    made.guards = guards(traced.guards);
    made.in_loop = traced.in_loop;
    made.paginated = traced.paginated;
    made.spread_arguments = traced.spread;
    made.result_ignored = traced.ignored;
    made.reads_last_key = traced.reads_last_key;
    made.result_reads = texts(traced.result_reads);
    made.result_escapes = traced.result_escapes;
    made.path = path(traced.path);
    return made;
  }

  std::span<const SdkCall> calls() {
    std::vector<SdkCall> made;
    for (const TracedCall& traced : trace_.calls) made.push_back(call(traced));
    return arena_.copy(made);
  }

  std::span<const HttpCall> http_calls() {
    std::vector<HttpCall> made;
    for (const TracedHttp& traced : trace_.http_calls)
      made.push_back({.where = location_of(traced.place),
                      .library = arena_.copy(traced.library),
                      .method = arena_.copy(traced.method),
                      .url = values_.make(traced.url, traced.place),
                      .has_timeout = traced.has_timeout,
                      .result_ignored = traced.ignored,
                      .raises_for_status = traced.raises_for_status,
                      .reach = traced.reach});
    return arena_.copy(made);
  }

  std::span<const EnvironmentRead> environment() {
    std::vector<EnvironmentRead> made;
    for (const TracedRead& traced : trace_.reads)
      made.push_back({arena_.copy(traced.ignores_case ? values_.variable_like(traced.name) : traced.name),
                      location_of(traced.place), traced.required, traced.guarded});
    return arena_.copy(made);
  }

  std::span<const CodeEventKind> event_kinds(std::span<const SdkCall> calls) {
    std::vector<CodeEventKind> made;
    for (const TracedEventKind& traced : trace_.event_kinds)
      made.push_back({traced.kind, location_of(traced.place), reached(traced.calls, calls)});
    return arena_.copy(made);
  }

  std::span<const SdkCall* const> reached(const std::vector<std::uint32_t>& indexes, std::span<const SdkCall> calls) {
    std::vector<const SdkCall*> made;
    for (const std::uint32_t index : indexes) made.push_back(&calls[index]);
    return arena_.copy(made);
  }

  std::span<const CodeRoute> routes(std::span<const SdkCall> calls) {
    std::vector<CodeRoute> made;
    for (const TracedRoute& traced : trace_.routes) {
      made.push_back({arena_.copy(traced.method), arena_.copy(traced.path), location_of(traced.place),
                      function(traced.serves), reached(traced.calls, calls)});
    }
    return arena_.copy(made);
  }

  std::span<const ReturnedFailures> failures() {
    std::vector<ReturnedFailures> made;
    for (const TracedFailures& traced : trace_.failures)
      made.push_back({location_of(traced.place), traced.always_empty, traced.by_processor});
    return arena_.copy(made);
  }

  std::span<const ReturnedResponse> responses() {
    std::vector<ReturnedResponse> made;
    for (const TracedResponse& traced : trace_.responses)
      made.push_back({location_of(traced.place), values_.make(traced.status, traced.place), traced.exception.module != nullptr,
                      location_of(traced.exception)});
    return arena_.copy(made);
  }

  std::span<const ClientMade> clients() {
    std::vector<ClientMade> made;
    for (const TracedClient& traced : trace_.clients)
      made.push_back({arena_.copy(traced.service), location_of(traced.place), traced.per_call, traced.is_cached,
                      traced.with_credentials});
    return arena_.copy(made);
  }

  std::span<const CaughtException> caught() {
    std::vector<CaughtException> made;
    for (const TracedCatch& traced : trace_.catches)
      made.push_back({location_of(traced.place), traced.catches_all, traced.re_raises, traced.returns_failure,
                      traced.passes_on, traced.exits_early, traced.in_record_loop});
    return arena_.copy(made);
  }

  std::span<const EventRead> event_reads() {
    std::vector<EventRead> made;
    for (const TracedEventRead& traced : trace_.event_reads)
      made.push_back({arena_.copy(traced.path), location_of(traced.place), traced.guarded});
    return arena_.copy(made);
  }

  std::span<const std::string_view> texts(const std::vector<std::string_view>& list) {
    std::vector<std::string_view> made;
    for (const std::string_view text : list) made.push_back(arena_.copy(text));
    return arena_.copy(made);
  }

  const Trace& trace_;
  const CodeValues& values_;
  Arena& arena_;
  std::unordered_map<const Function*, const CodeFunction*> functions_;
};

}  // namespace

FunctionCode build_function_code(const Resource& function, const HandlerEntry& entry, const Trace* trace,
                                 const CodeValues& values) {
  FunctionCode made;
  made.function = &function;
  made.language = entry.module ? entry.module->unit->language : entry.language;
  made.found = entry.found;
  made.missing = entry.missing;
  made.looked_for = values.arena().copy(std::string_view{entry.looked_for});
  made.near_miss = values.arena().copy(std::string_view{entry.near_miss});
  made.why_unknown = entry.why;
  made.elsewhere = entry.elsewhere && !entry.module;
  if (trace) FactsBuilder{*trace, values}.fill(made);
  return made;
}

}  // namespace cumulint
