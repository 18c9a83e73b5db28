// Flags code that sets itself off again by what it writes.
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

std::string_view consequence(const InvocationCycle& cycle) {
  if (cycle.is_conditional) return "unless the condition in the code ends it, every run causes the next one";
  if (cycle.passes != Truth::yes) return "unless the trigger's filter leaves out what is written, every run causes the next one";
  return "every run causes the next one, until Lambda stops it or the bill does";
}

void report_cycle(const InvocationCycle& cycle, Reporter& report) {
  const Edge& first = *cycle.edges[0];
  if (first.call == nullptr) return;
  const bool certain = cycle.passes == Truth::yes && !cycle.is_conditional;
  std::string way(first.from->id);
  for (const Edge* edge : cycle.edges) way += " -> " + std::string(edge->to->id);
  Finding finding = report.finding(when(cycle.when));
  finding.at(*first.call)
      .level(certain ? Level::error : Level::warning)
      .say("what function ", first.from->id, " does here ",
           certain ? "sets it off again: " : "may set it off again: ", way)
      .why(consequence(cycle))
      .help("write somewhere else, or narrow the trigger (prefix, suffix, filter) so that it does not match what is written; "
            "where it is meant, set RecursiveLoop: Allow");
  for (std::size_t i = 1; i < cycle.edges.size(); ++i)
    finding.related(place_of_edge(*cycle.edges[i]), cycle.edges[i]->from->id, " sets off ", cycle.edges[i]->to->id);
  for (const Edge* other : cycle.other_calls)
    if (other->call != nullptr) finding.related(*other->call, "another such call").about(*other->call);
  if (first.to->resource != nullptr) finding.related(*first.to->resource, "written here");
  finding.chain();
}

void check(const UnitView& unit, Reporter& report) {
  if (unit.unit().code == nullptr) return;
  for (const InvocationCycle& cycle : find_invocation_cycles(unit.graph(), *unit.unit().resolver, *unit.run().scratch))
    if (!cycle.is_allowed && !cycle.edges.empty()) report_cycle(cycle, report);
}

}  // namespace

extern constinit const Rule recursive_trigger{
    .info = {.id = "recursive-trigger", .level = Level::error, .tags = {"cost", "reliability"}, .section = "11.1"},
    .needs = {.code = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
