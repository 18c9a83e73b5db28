// The calls of SDKs and over HTTP that are met, noted once for each way in which they differ.

#include <algorithm>

#include "code/interpreter.h"

namespace cumulint {
namespace {

/// What a rule may ask of a call beside its target: a helper that is called twice with others makes two calls.
bool says_the_same(const TracedCall& a, const TracedCall& b) {
  constexpr std::string_view telling[] = {"InvocationType", "Key", "Entries[].Source", "Entries[].DetailType"};
  if (a.arguments.size() != b.arguments.size() || hash_meanings(a.target) != hash_meanings(b.target)) return false;
  for (std::size_t i = 0; i < a.arguments.size(); ++i) {
    const std::string_view name = a.arguments[i].name;
    const bool tells = std::find(std::begin(telling), std::end(telling), name) != std::end(telling);
    if (tells && (name != "Key" || a.service == "s3") && hash_meanings(a.arguments[i].values) != hash_meanings(b.arguments[i].values)) return false;
  }
  return true;
}

bool same_guard(const EventGuard& a, const EventGuard& b) {
  return a.path == b.path && a.test == b.test && a.holds == b.holds && std::equal(a.texts.begin(), a.texts.end(), b.texts.begin(), b.texts.end());
}

/// Do all of `some` stand among `others`? Chains are short.
bool are_among(const GuardChain* some, const GuardChain* others) {
  for (; some; some = some->next) {
    const GuardChain* one = others;
    while (one && !same_guard(some->guard, one->guard)) one = one->next;
    if (!one) return false;
  }
  return true;
}

/// Is `a` made whenever `b` is, as surely and under no other tests of the event?
bool covers(const TracedCall& a, const TracedCall& b) { return a.reach <= b.reach && are_among(a.guards, b.guards); }

}  // namespace

Meanings Interpreter::sdk_call(TracedCall call, CallSite& site) {
  CallFrame& frame = *site.frame;
  call.place = site.place;
  call.in = {frame.function, frame.module};
  call.reach = reach(frame);
  call.guards = frame.now.guards;
  call.in_loop = frame.now.loops > 0;
  call.spread |= site.spread;
  call.ignored = site.ignored;
  call.path = frame.path;
  std::uint32_t index = 0;
  for (TracedCall& known : trace_.calls) {
    if (known.place == call.place && known.operation == call.operation && known.service == call.service &&
        says_the_same(known, call) && (covers(known, call) || covers(call, known))) {
      // Met before, by another way: the more certain one counts.
      if (!covers(known, call)) known.reach = call.reach, known.path = call.path, known.guards = call.guards;
      known.in_loop |= call.in_loop;
      break;
    }
    ++index;
  }
  if (index >= limits_.facts) {
    trace_.set_unknown("too many calls");
    return {};
  }
  if (index == trace_.calls.size()) trace_.calls.push_back(std::move(call));
  for (std::vector<std::uint32_t>* calls : {frame.route ? &frame.route->calls : nullptr, frame.event_kind ? &frame.event_kind->calls : nullptr})
    if (calls && std::find(calls->begin(), calls->end(), index) == calls->end()) calls->push_back(index);
  Meaning* result = store_.make(MeaningKind::result, site.place);
  result->index = index;
  return store_.one(result);
}

Meanings Interpreter::http_call(TracedHttp call, CallSite& site) {
  call.place = site.place;
  call.ignored = site.ignored;
  call.reach = reach(*site.frame);
  const auto same = [&](const TracedHttp& known) {
    return known.place == call.place && hash_meanings(known.url) == hash_meanings(call.url);
  };
  auto& calls = trace_.http_calls;
  const std::size_t index = static_cast<std::size_t>(std::find_if(calls.begin(), calls.end(), same) - calls.begin());
  if (index >= limits_.facts) return {};
  if (index == calls.size())
    calls.push_back(call);
  else
    calls[index].reach = std::min(calls[index].reach, call.reach);
  Meaning* made = store_.make(MeaningKind::made, site.place, "http.Response");
  made->object = store_.make_object(depth_of(*site.frame));
  made->index = static_cast<std::uint32_t>(index);
  return store_.one(made);
}

}  // namespace cumulint
