// Preparation: arguments and configuration become a request that can be analysed.
#pragma once

#include "app/analysis.h"
#include "app/config.h"
#include "app/options.h"
#include "app/outside.h"
#include "text/listed-files.h"

namespace cumulint {

struct Preparation {
  AnalysisRequest request;
  std::unique_ptr<const ListedFiles> files;  // of the project; discovery has looked around in them. Not null
  Config config;
  std::vector<Notice> notices;  // of discovery
  bool named_rules = false;     // --select or `select`
};

/// Finds the project, its configuration, the templates and their parameters. An Error: wrong usage.
Result<Preparation> prepare(const AnalysisOptions& options, Outside& outside);

/// Ids and aliases -> rules; an unknown id is an Error with a hint.
Result<std::vector<const RegisteredRule*>> resolve_rules(const std::vector<std::string>& ids, const std::string& where);

/// The command line's rules, else the configuration's; what either ignores is ignored.
Result<RuleSelection> select_rules(const AnalysisOptions& options, const Config& config);

}  // namespace cumulint
