// Trace: what was met while a handler was followed, still in terms of meanings. build-facts turns it into FunctionCode.
#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <utility>
#include <vector>

#include "code/facts.h"
#include "code/meaning.h"

namespace cumulint {

/// The call sites from the handler to a place, innermost first.
struct CallStep {
  const CallStep* caller = nullptr;
  SourcePlace place = {};
};

struct TracedArgument {
  std::string_view name;
  Meanings values;
};

/// Tests of the event, the innermost first.
struct GuardChain {
  const GuardChain* next = nullptr;
  EventGuard guard = {};
  std::uint32_t length = 1;
};

struct TracedFunction {
  const Function* function = nullptr;
  const SourceModule* module = nullptr;
};

struct TracedCall {
  std::string_view service, operation;
  SourcePlace place = {};
  TracedFunction in = {};
  std::vector<TracedArgument> arguments;
  Meanings target = {};
  SourcePlace on_object = {};  // a resource object brings the target: where it was made
  bool has_target = false;
  Reach reach = Reach::always;
  const GuardChain* guards = nullptr;
  bool in_loop = false, paginated = false, spread = false, ignored = false, reads_last_key = false;
  std::vector<std::string_view> result_reads;
  bool result_escapes = false;
  const CallStep* path = nullptr;
};

struct TracedHttp {
  SourcePlace place = {};
  std::string_view library, method;
  Meanings url = {};
  Truth has_timeout = Truth::unknown;
  bool ignored = false, raises_for_status = false;
  Reach reach = Reach::always;
};

struct TracedRead {  // of an environment variable
  std::string_view name;
  SourcePlace place = {};
  bool required = false, guarded = false, ignores_case = false;
};

struct TracedRoute {
  std::string_view method, path;
  SourcePlace place = {};
  TracedFunction serves = {};
  std::vector<std::uint32_t> calls;
};

/// Code that works on events of one kind only.
struct TracedEventKind {
  std::string_view kind;
  SourcePlace place = {};
  std::vector<std::uint32_t> calls;
};

struct TracedFailures {
  SourcePlace place = {};
  bool always_empty = false, by_processor = false;
};

struct TracedResponse {
  SourcePlace place = {};
  Meanings status = {{}, false};
  SourcePlace exception = {};
};

struct TracedClient {
  std::string_view service;
  SourcePlace place = {};
  bool per_call = false, is_cached = false, with_credentials = false;
};

struct TracedCatch {
  SourcePlace place = {};
  bool catches_all = false, re_raises = false, returns_failure = false, passes_on = false, exits_early = false;
  bool in_record_loop = false;
};

struct TracedEventRead {
  std::string_view path;
  SourcePlace place = {};
  bool guarded = false;
};

struct Trace {
  std::deque<TracedCall> calls;
  std::deque<TracedHttp> http_calls;
  std::vector<TracedRead> reads;
  std::deque<TracedRoute> routes;
  std::deque<TracedEventKind> event_kinds;
  std::vector<TracedFailures> failures;
  std::vector<TracedResponse> responses;
  std::vector<TracedClient> clients;
  std::vector<TracedCatch> catches;
  std::vector<TracedEventRead> event_reads;
  std::vector<std::string_view> opaque_services;
  bool result_known = true;
  bool known = true;
  std::string_view why_unknown;
  bool reads_computed_names = false, loads_env_file = false;
  bool has_router = false, routes_complete = true;
  bool loops_over_records = false, uses_batch_processor = false;
  bool checks_authorization = false;

  /// From now on absence proves nothing; the first reason is kept.
  void set_unknown(std::string_view why) {
    if (known) why_unknown = why;
    known = false;
  }
};

}  // namespace cumulint
