// Analysis: from templates to a report, in parallel, the same whatever the threads.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/discover.h"
#include "app/project.h"
#include "output/results.h"
#include "rule/runner.h"
#include "workspace/build-unit.h"
#include "workspace/fragments.h"
#include "workspace/join.h"
#include "workspace/link.h"

namespace cumulint {

/// Is told after each template, from any thread.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void done(std::size_t templates, std::size_t of) = 0;
};

struct AnalysisRequest {
  Project project;
  std::vector<FoundTemplate> templates;
  std::vector<GivenValues> given;  // beside `templates`
  RuleSelection rules;
  std::string today;
  bool no_code = false;
  unsigned jobs = 0;      // 0: as many as there are processors
  bool run_rules = true;  // false: the caller wants the units only
  Progress* progress = nullptr;
};

/// Everything that a run made. The report points into sources and units.
struct Analysis {
  std::vector<std::shared_ptr<const Unit>> units;  // by path
  Fragments fragments;
  Links links;
  JoinedUnits joined;
  Application application;
  Report report;
  std::vector<Notice> notices;  // named templates that can't be understood at all
};

UnitNeeds unit_needs(const RuleSelection& rules, bool no_code);

/// `sources` and `code` outlive the result.
std::unique_ptr<const Analysis> analyse(const AnalysisRequest& request, const World& world);

/// Links frozen units and runs the rules over them: the second half of `analyse`, for the editor.
void judge(Analysis& analysis, const AnalysisRequest& request, const World& world);

UnitRequest unit_request(const AnalysisRequest& request, std::size_t index);

}  // namespace cumulint
