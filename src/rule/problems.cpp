// Problems of the layers below as findings.
#include "rule/problems.h"

#include <algorithm>

namespace cumulint {

void report_problems(const UnitView& unit, Reporter& report) {
  for (const Problem& problem : unit.unit().problems) {
    if (problem.rule != report.rule().info.id) continue;
    Finding finding = report.finding(fact(), unit);
    finding.at(problem.where).stands_alone().say(problem.message);
    if (!problem.why.empty()) finding.why(problem.why);
    if (!problem.help.empty()) finding.help(problem.help);
    const Resource* resource = problem.resource.empty() ? nullptr : unit.written().find_resource(problem.resource);
    if (resource != nullptr) finding.about(*resource);
    const std::size_t related = std::min(problem.related.size(), problem.related_texts.size());
    for (std::size_t i = 0; i < related; ++i) finding.related(problem.related[i], problem.related_texts[i]);
  }
}

}  // namespace cumulint
