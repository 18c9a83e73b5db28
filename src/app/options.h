// Options: what the command line asks for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace cumulint {

enum class CommandKind : std::uint8_t { check, expand, graph, explain, rules, lsp, debug, init, completions };

/// What the analysing commands share; `.cumulint.yaml` may say the same, the command line wins.
struct AnalysisOptions {
  std::vector<std::string> paths;
  std::vector<std::string> select, ignore;
  std::optional<std::string> profile;  // "default" or "production"
  bool strict = false;
  bool no_code = false;
  std::vector<std::string> parameters;  // Key=Value
  std::vector<std::string> parameter_files;
  std::string config_env;  // empty: samconfig's default
  std::string config;      // path of the configuration; empty: found upwards
  std::string stdin_filename;
  std::string today;  // empty: the clock's
  unsigned max_megabytes = 5;  // of a template
  unsigned jobs = 0;  // 0: as many as there are processors
};

struct CheckOptions {
  std::optional<std::string> fail_on;  // "error", "warning", "note", "never"
  std::string format = "text";
  std::string output;  // file; empty: standard output
  std::string color = "auto";
  std::string baseline, write_baseline;
  bool quiet = false, statistics = false, fix = false, unsafe_fixes = false, diff = false;
};

struct Options {
  CommandKind command = CommandKind::check;
  AnalysisOptions analysis;
  CheckOptions check;
  std::string subject;  // explain: rule; debug: tree, facts, values; completions: shell
  std::string place;    // debug values: LogicalId.Property
  std::string format;   // graph, rules, debug: their own
  bool resources = false, origins = false, statistics = false;
};

/// Either options, or a text to print and stop with (help, version).
struct ParsedArguments {
  Options options;
  std::optional<std::string> print;
};

/// Wrong arguments are an Error with a hint at what may be meant.
Result<ParsedArguments> parse_arguments(const std::vector<std::string>& arguments);

}  // namespace cumulint
