// samconfig.toml: what `sam deploy` would give a template's parameters.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cumulint {

/// One environment of a samconfig.toml, for `sam deploy`.
struct SamConfig {
  std::map<std::string, std::string> parameters;  // parameter_overrides
  std::string template_file;                      // as written; empty: not named
  std::string source_template;                    // the same, unless a build or package step writes it
  std::string region, stack_name;
  bool has_environment = false;                   // the environment is in the file
};

/// Reads one environment ("default" if `environment` is empty). A setting of [env.deploy.parameters] stands before the
/// same one of [env.global.parameters]. `path` is for the Error's sentence.
Result<SamConfig> parse_samconfig(std::string_view text, const std::string& path, const std::string& environment);

/// Does `sam build` or `sam package` write such a template?
bool is_build_output(std::string_view template_file);

/// Cuts sam's text of overrides: `Key=Value Other="a value"`, or `ParameterKey=Key,ParameterValue=Value …`.
std::map<std::string, std::string> parse_parameter_overrides(std::string_view text);

}  // namespace cumulint
