// From raw findings to diagnostics: who yields, what is one finding, what a run reports.
#pragma once

#include <vector>

#include "rule/reporter.h"
#include "rule/runner.h"

namespace cumulint {

/// Drops what yields to another rule on the same subject (RULES.md "Who yields"); its facts become related places.
void apply_yields(std::vector<RawFinding>& findings);

/// Findings of one rule at one place are one: one cause, one finding (Globals, code shared by functions).
void merge_same_place(std::vector<RawFinding>& findings);

/// Members of grouped rules become one finding each group, without the suppressed ones; none left: no finding.
void merge_groups(std::vector<RawFinding>& findings, const SourceMap& sources);

}  // namespace cumulint
