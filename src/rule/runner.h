// The runner: which rules run, on what, and what of their findings a run reports.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"
#include "rule/registry.h"
#include "rule/views.h"
#include "workspace/unit.h"

namespace cumulint {

/// What the user asked for. Ids are resolved by the caller (aliases, did-you-mean).
struct RuleSelection {
  std::vector<const RegisteredRule*> select;  // empty: the default set; else these only, strict ones too
  std::vector<const RegisteredRule*> ignore;
  bool production = false;                    // --profile production
  bool strict = false;                        // everything
};

/// The rules that run: production rules always do (hidden findings are counted), strict ones when asked for.
std::vector<const RegisteredRule*> rules_to_run(const RuleSelection& selection);
Needs needs_of(const std::vector<const RegisteredRule*>& rules);

/// Everything a run found, sorted by path, offset, rule. Suppressed and hidden findings are in it, marked.
struct Report {
  std::vector<Diagnostic> diagnostics;
  std::size_t hidden_production = 0;
};

/// Runs the rules, groups, drops what yields, applies suppressions (comments, Metadata; cfn-lint's for aliases), and adds
/// unknown-suppression and unused-suppression. Deterministic, whatever the threads.
Report run_rules(const Application& application, const RuleSelection& selection, std::string_view today);

}  // namespace cumulint
