// The whole command line as one function.
#pragma once

#include <string>
#include <vector>

#include "app/options.h"
#include "app/outside.h"

namespace cumulint {

/// Exit statuses: no finding that counts; findings; wrong usage, unreadable input or a bug of ours.
enum class Status : int { clean = 0, findings = 1, failed = 2 };

/// `arguments` without the program's name.
Status run_command(const std::vector<std::string>& arguments, Outside& outside);

// The commands. Each lives in a file of its own.
Status run_check(const Options& options, Outside& outside);
Status run_expand(const Options& options, Outside& outside);
Status run_graph(const Options& options, Outside& outside);
Status run_explain(const Options& options, Outside& outside);
Status run_rule_list(const Options& options, Outside& outside);
Status run_language_server(const Options& options, Outside& outside);
Status run_debug(const Options& options, Outside& outside);
Status run_init(const Options& options, Outside& outside);
Status run_completions(const Options& options, Outside& outside);

/// Prints "cumulint: sentence" to standard error.
Status fail(Outside& outside, const std::string& sentence);

}  // namespace cumulint
