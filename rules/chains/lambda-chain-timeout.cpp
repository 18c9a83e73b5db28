// Flags functions that give up before the function they wait for.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

void check_pair(const UnitView& unit, const Wait& wait, const Waiting& pair, Reporter& report) {
  const ResourceView waiting = unit.view(*pair.caller->function);
  const ResourceView working = UnitView(unit.run(), *pair.callee_unit).view(*pair.callee);
  if (&waiting.resource() == &working.resource()) return;
  Verdict dies_first = some(waiting.property_under(pair.when, "Timeout", default_function_timeout),
                                  pair.callee_unit == &unit.unit()
                                      ? working.property_under(pair.when, "Timeout", default_function_timeout)
                                      : working.property("Timeout", default_function_timeout),
                                  [](const Candidate& a, const Candidate& b) {
                                    return less_or_equal(a.text.integer(), b.text.integer());
                                  });
  if (!dies_first) return;
  if (dies_first.basis == Basis::fact) {  // then it rests on what decides who is called
    const auto [first, second] = std::pair(dies_first.first, dies_first.second);
    dies_first = when(pair.when);
    dies_first.first = first, dies_first.second = second;
  }
  Finding finding = report.finding(dies_first);
  if (wait.call != nullptr) {
    finding.at(*wait.call);
  } else {
    finding.at(wait.where).identity(std::string(waiting.id()) + ":http");
  }
  finding.say("function ", waiting, " may run for ", *dies_first.first, " s, but the function that it waits for, ", working,
              ", for ", *dies_first.second, " s")
      .why("it is stopped first, and the result that was paid for is lost")
      .help("give ", waiting, " a longer Timeout than ", working, " has, or do not wait")
      .related(*dies_first.first, waiting, " may run for ", *dies_first.first, " s")
      .related(*dies_first.second, working, " may run for ", *dies_first.second, " s");
}

void check(const UnitView& unit, Reporter& report) {
  for (const Wait& wait : waits_of(unit))
    for (const Waiting& pair : wait.pairs)
      if (pair.callee != nullptr) check_pair(unit, wait, pair, report);
}

}  // namespace

extern constinit const Rule lambda_chain_timeout{
    .info = {.id = "lambda-chain-timeout", .level = Level::warning, .tags = {"reliability"}, .section = "11.1"},
    .needs = {.code = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
