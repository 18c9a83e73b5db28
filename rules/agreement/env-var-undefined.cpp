// Flags reads of environment variables that neither the template nor Lambda sets.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html

#include <map>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

struct Lack {
  ResourceView function;
  Verdict verdict;
};

struct Read {
  const EnvironmentRead* read = nullptr;
  std::vector<Lack> lacks;
};

/// Variables may come from elsewhere than the template.
bool may_get_others(const ResourceView& function, const FunctionCode& code) {
  if (code.loads_env_file || function.is_tool_generated()) return true;
  if (function.property("PackageType", "Zip").every([](const Candidate& c) { return c.text.equals("Zip"); }) != Truth::yes)
    return true;
  return lacks_variable(function, "AWS_LAMBDA_EXEC_WRAPPER").truth != Truth::yes;  // a wrapper may set what it likes
}

void report_read(const Read& read, Reporter& report) {
  std::vector<std::string_view> names, given;
  const Lack* first = &read.lacks[0];
  for (const Lack& lack : read.lacks) {
    names.push_back(lack.function.id());
    if (lack.verdict.basis < first->verdict.basis) first = &lack;
  }
  given = variable_names(first->function);
  const std::string_view near = did_you_mean(read.read->name, given);
  Finding finding = report.finding(first->verdict);
  finding.at(read.read->where)
      .identity("environment:" + std::string(read.read->name))
      .say("the code needs environment variable ", read.read->name, ", which function", names.size() > 1 ? "s " : " ",
           join_words(names), names.size() > 1 ? " do not get" : " does not get")
      .why("it fails here, or goes on without the value");
  if (near.empty()) {
    finding.help("add it to Environment.Variables");
  } else {
    finding.help("did you mean ", near, "? Else add it to Environment.Variables");
  }
  for (const Lack& lack : read.lacks) finding.related(lack.function, lack.function, " has no ", read.read->name);
}

void check(const ApplicationView& application, Reporter& report) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Read> reads;  // one read of shared code is one finding
  for (const UnitView& unit : application.units()) {
    if (unit.unit().code == nullptr || is_piece(unit)) continue;
    for (const FunctionCode& code : unit.unit().code->functions) {
      if (code.function == nullptr) continue;
      const ResourceView function = unit.view(*code.function);
      if (may_get_others(function, code)) continue;
      for (const EnvironmentRead& read : code.environment) {
        if (!read.required || read.guarded || is_set_by_lambda(read.name)) continue;
        const Verdict missing = lacks_variable(function, read.name);
        if (!missing) continue;
        Read& entry = reads[{std::uint32_t(read.where.file), read.where.span.begin}];
        entry.read = &read;
        entry.lacks.push_back({function, missing});
      }
    }
  }
  for (const auto& [place, read] : reads) {
    report.enter(read.lacks[0].function.unit());
    report_read(read, report);
  }
}

}  // namespace

extern constinit const Rule env_var_undefined{
    .info = {.id = "env-var-undefined", .level = Level::error, .tags = {"reliability"}},
    .needs = {.code = true},
    .on_application = check,
};

}  // namespace cumulint::rules
