// Flags environment variables that code needs and a function that runs it does not get.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html

#include <algorithm>
#include <map>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

// What Lambda sets (the page above), and what its environment may have besides.
constexpr std::string_view provided[] = {
    "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_XRAY_CONTEXT_MISSING",
    "AWS_XRAY_DAEMON_ADDRESS", "_AWS_XRAY_DAEMON_ADDRESS", "_AWS_XRAY_DAEMON_PORT", "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR", "LANG", "PATH", "LD_LIBRARY_PATH", "NODE_PATH", "NODE_EXTRA_CA_CERTS", "PYTHONPATH", "GEM_PATH",
    "TZ", "HOME", "USER", "PWD", "HOSTNAME", "SHLVL", "TMPDIR"};
constexpr std::string_view provided_prefix = "AWS_LAMBDA_";

bool is_provided(std::string_view name) {
  return starts_with(name, provided_prefix) || std::find(std::begin(provided), std::end(provided), name) != std::end(provided);
}

/// Variables may come from a file, a wrapper script or an image: then nothing is known to be missing.
bool may_get_more(const ResourceView& function, const FunctionCode& code) {
  return code.loads_env_file || function.has("Environment.Variables.AWS_LAMBDA_EXEC_WRAPPER") != Truth::no ||
         function.property("PackageType", "Zip").every([](const Candidate& type) { return type.text.equals("Zip"); }) !=
             Truth::yes;
}

Verdict lacks(const ResourceView& function, std::string_view name) {
  const Possible value = function.property("Environment.Variables." + std::string(name));
  return some(value, [](const Candidate& candidate) { return truth_of(candidate.absent); });
}

struct Lack {
  ResourceView function;
  Verdict verdict;
};

/// A variable that the function has and that may have been meant.
std::string near_miss(const ResourceView& function, std::string_view wanted) {
  std::vector<std::string_view> names;
  for (const Choice& variables : function.choices("Environment.Variables").items)
    for (const Field& field : variables.field->value->fields) names.push_back(field.key);
  return std::string(did_you_mean(wanted, names));
}

void report_read(const EnvironmentRead& read, const std::vector<Lack>& all, Reporter& report) {
  const auto weaker = [](const Lack& a, const Lack& b) { return a.verdict.basis < b.verdict.basis; };
  const Lack& first = *std::min_element(all.begin(), all.end(), weaker);
  std::vector<std::string_view> names;
  for (const Lack& lack : all) names.push_back(lack.function.id());
  const bool several = all.size() > 1;
  Finding finding = report.finding(first.verdict);
  finding.at(read.where)
      .say(several ? "functions " : "function ", join_words(names), several ? " have" : " has", " no environment variable ",
           read.name)
      .why("the code that they run needs it: it fails, or works with a value that is missing");
  const std::string meant = near_miss(first.function, read.name);
  if (meant.empty())
    finding.help("add ", read.name, " to Environment.Variables of the function, or to Globals");
  else
    finding.help("did you mean ", meant, "?");
  for (const Lack& lack : all) finding.related(lack.function, "runs this code without ", read.name);
  if (!several) finding.about(first.function);
}

void check(const UnitView& unit, Reporter& report) {
  if (unit.unit().code == nullptr) return;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<const EnvironmentRead*, std::vector<Lack>>> reads;
  for (const FunctionCode& code : unit.unit().code->functions) {
    if (code.function == nullptr || code.found != Truth::yes) continue;
    const ResourceView function = unit.view(*code.function);
    bool asked = false;
    for (const EnvironmentRead& read : code.environment) {
      if (!read.required || read.guarded || read.name.empty() || is_provided(read.name)) continue;
      if (!asked && may_get_more(function, code)) break;
      asked = true;
      const Verdict lack = lacks(function, read.name);
      if (!lack) continue;
      auto& entry = reads[{std::uint32_t(read.where.file), read.where.span.begin}];
      entry.first = &read;
      entry.second.push_back({function, lack});
    }
  }
  for (const auto& [place, entry] : reads) report_read(*entry.first, entry.second, report);
}

}  // namespace

extern constinit const Rule env_var_undefined{
    .info = {.id = "env-var-undefined", .level = Level::error, .tags = {"reliability"}},
    .needs = {.code = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
