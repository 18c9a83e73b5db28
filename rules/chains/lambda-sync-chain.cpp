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

void report_wait(const UnitView& unit, const Wait& wait, const std::vector<Wait>& behind, Reporter& report) {
  const std::string caller(wait.callers[0]->function->id);
  std::string way = caller + " -> " + (wait.callee != nullptr ? std::string(wait.callee->id) : "another function");
  std::optional<std::int64_t> billed = wait.callee != nullptr
                                           ? seconds_of(UnitView(unit.run(), *wait.callee_unit), *wait.callee)
                                           : std::nullopt;
  for (const Wait& hop : behind) {
    way += " -> " + (hop.callee != nullptr ? std::string(hop.callee->id) : "another function");
    const auto more = hop.callee != nullptr ? seconds_of(UnitView(unit.run(), *hop.callee_unit), *hop.callee) : std::nullopt;
    billed = billed && more ? std::optional(*billed + *more) : std::nullopt;
  }
  Finding finding = report.finding(fact());
  if (wait.call != nullptr) {
    finding.at(*wait.call);
  } else {
    finding.at(wait.where).identity(std::string(caller) + ":http");
  }
  finding.say("function ", caller, " waits for another function: ", way);
  if (billed) {
    finding.why("up to ", *billed, " s are billed twice while it waits, and every failure behind it is its own");
  } else {
    finding.why("the waiting is billed, and every failure behind it is its own");
  }
  finding.help("invoke it asynchronously, put a queue or a state machine between them, or make it a shared module");
  if (wait.callee != nullptr) finding.related(*wait.callee, "it waits for ", *wait.callee);
  for (const Wait& hop : behind) {
    finding.related(hop.where, "which waits here");
    if (hop.callee != nullptr) finding.related(*hop.callee, "for ", *hop.callee);
  }
  if (!behind.empty()) finding.chain();
}

void check(const UnitView& unit, Reporter& report) {
  WaitChains chains(unit.run());
  for (const Wait& wait : chains.of(unit.unit())) report_wait(unit, wait, chains.behind(wait), report);
}

}  // namespace

extern constinit const Rule lambda_sync_chain{
    .info = {.id = "lambda-sync-chain", .level = Level::warning, .tags = {"cost", "reliability"}, .section = "11.1"},
    .needs = {.code = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
