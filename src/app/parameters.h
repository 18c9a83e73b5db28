// Values for a template's parameters: from the command line, parameter files, .cumulint.yaml and samconfig.toml.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "app/config.h"
#include "app/options.h"
#include "app/outside.h"
#include "resolve/resolver.h"

namespace cumulint {

/// A CloudFormation parameter file: `[{"ParameterKey": …, "ParameterValue": …}]`, `["Key=Value"]`,
/// `{"Parameters": {…}}` or `{"Key": "Value"}`. `path` is for the Error's sentence.
Result<std::map<std::string, std::string>> parse_parameter_file(std::string_view text, const std::string& path);

/// The template that a samconfig.toml in `folder` names for this environment, whatever its own name is; empty if none
/// is named, or it is what a build makes. A broken file is reported with the parameters, not here.
std::string samconfig_template(const std::string& folder, const std::string& environment, const FileSystem& files);

/// All that is given for one template. --parameter stands before --parameter-file, that before .cumulint.yaml, and that
/// before the samconfig.toml that deploys the template: the nearest one up to `root`, outside which nothing is read.
Result<GivenValues> given_values(const AnalysisOptions& options, const Config& config, const std::string& template_path,
                                 const std::string& root, Outside& outside);

}  // namespace cumulint
