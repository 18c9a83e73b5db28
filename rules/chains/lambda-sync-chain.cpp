// Flags functions that wait for other functions: both are billed while one works.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// Seconds that a function may run; nothing if that is not one known number.
std::optional<std::int64_t> seconds_of(const UnitView& unit, const Resource& function) {
  const Possible timeout = unit.view(function).property("Timeout", default_function_timeout);
  if (timeout.open || timeout.candidates.size() != 1) return std::nullopt;
  return timeout.candidates[0].text.integer();
}

std::optional<std::int64_t> seconds_of(const UnitView& unit, const Waiting& waiting) {
  if (waiting.callee == nullptr) return std::nullopt;
  return seconds_of(UnitView(unit.run(), *waiting.callee_unit), *waiting.callee);
}

/// "Prices", "Prices or Taxes" where it depends, "another function" where nobody knows.
std::string callees_of(const Wait& wait, const FunctionCode& caller) {
  std::string names;
  for (const Waiting& pair : wait.pairs) {
    if (pair.caller != &caller) continue;
    if (pair.callee == nullptr) return "another function";
    names += (names.empty() ? "" : " or ") + std::string(pair.callee->id);
  }
  return names;
}

void report_wait(const UnitView& unit, const Wait& wait, WaitChains& chains, Reporter& report) {
  const Waiting& first = wait.pairs[0];
  const std::string caller(first.caller->function->id);
  const bool is_one = wait.pairs.size() == 1 || wait.pairs[1].caller != first.caller;
  const std::vector<Hop> behind = is_one ? chains.behind(first) : std::vector<Hop>();
  std::string way = caller + " -> " + callees_of(wait, *first.caller);
  std::optional<std::int64_t> billed = is_one ? seconds_of(unit, first) : std::nullopt;
  for (const Hop& hop : behind) {
    way += " -> " + (hop.waiting.callee != nullptr ? std::string(hop.waiting.callee->id) : "another function");
    const auto more = seconds_of(unit, hop.waiting);
    billed = billed && more ? std::optional(*billed + *more) : std::nullopt;
  }
  Finding finding = report.finding(fact());
  if (wait.call != nullptr) {
    finding.at(*wait.call);
  } else {
    finding.at(wait.where).identity(caller + ":http");
  }
  finding.say("function ", caller, " waits for another function: ", way);
  if (billed) {
    finding.why("up to ", *billed, " s are billed twice while it waits, and every failure behind it is its own");
  } else {
    finding.why("the waiting is billed, and every failure behind it is its own");
  }
  finding.help("invoke it asynchronously, put a queue or a state machine between them, or make it a shared module");
  for (const Waiting& pair : wait.pairs)
    if (pair.callee != nullptr) finding.related(*pair.callee, *pair.caller->function, " waits for ", *pair.callee);
  for (const Hop& hop : behind) {
    finding.related(hop.where, "which waits here");
    if (hop.waiting.callee != nullptr) finding.related(*hop.waiting.callee, "for ", *hop.waiting.callee);
  }
  if (!behind.empty()) finding.chain();
}

void check(const UnitView& unit, Reporter& report) {
  WaitChains chains(unit.run());
  for (const Wait& wait : chains.of(unit.unit())) report_wait(unit, wait, chains, report);
}

}  // namespace

extern constinit const Rule lambda_sync_chain{
    .info = {.id = "lambda-sync-chain", .level = Level::warning, .tags = {"cost", "reliability"}, .section = "11.1"},
    .needs = {.code = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
