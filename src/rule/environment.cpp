// Environment variables: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
#include "rule/environment.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr std::string_view set_by_lambda[] = {
    "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_DOTNET_PREJIT", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_MAX_CONCURRENCY", "AWS_LAMBDA_METADATA_API", "AWS_LAMBDA_METADATA_TOKEN",
    "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_XRAY_CONTEXT_MISSING",
    "AWS_XRAY_DAEMON_ADDRESS", "GEM_PATH", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT", "LANG", "LD_LIBRARY_PATH",
    "NODE_EXTRA_CA_CERTS", "NODE_PATH", "PATH", "PYTHONPATH", "TZ",
    // Not in Lambda's list, but set by its operating system.
    "HOME", "PWD", "SHLVL",
    // Bundlers put its value in.
    "NODE_ENV",
};

}  // namespace

bool is_set_by_lambda(std::string_view name) {
  return std::find(std::begin(set_by_lambda), std::end(set_by_lambda), name) != std::end(set_by_lambda);
}

Verdict lacks_variable(const ResourceView& function, std::string_view name) {
  const Choices maps = function.choices("Environment.Variables");
  if (maps.open || maps.invalid) return {};
  Verdict missing;
  missing.truth = Truth::no;
  bool always = true;
  const auto found_missing = [&](const Scenario& scenario) {
    if (missing.truth != Truth::yes) missing = when(scenario);
  };
  for (const Choice& map : maps.items) {
    if (map.field->value->is(ValueKind::absent) || map.field->value->is(ValueKind::null)) {
      found_missing(map.when);
      continue;
    }
    if (!map.field->value->is(ValueKind::map)) return {};
    const Field* variable = map.field->value->find(name);
    if (variable == nullptr) {
      found_missing(map.when);
      continue;
    }
    bool missing_here = false, there = false;
    for (const Choice& value : function.unit_view().choices(*variable, map.when).items) {
      (value.field->value->is(ValueKind::absent) ? missing_here : there) = true;
      if (value.field->value->is(ValueKind::absent)) found_missing(value.when);
    }
    always = always && missing_here && !there;
  }
  if (missing && always) missing = fact();
  return missing;
}

std::vector<std::string_view> variable_names(const ResourceView& function) {
  std::vector<std::string_view> names;
  for (const Choice& map : function.choices("Environment.Variables").items)
    for (const Field& variable : map.field->value->fields)
      if (std::find(names.begin(), names.end(), variable.key) == names.end()) names.push_back(variable.key);
  return names;
}

}  // namespace cumulint
