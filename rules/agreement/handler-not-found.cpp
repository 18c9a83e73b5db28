// Flags functions whose code is not where the template says.
// https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

constexpr std::string_view inline_module = "index";

/// Handler as the user wrote it, else the URI, else the function.
Place place_of(const ResourceView& function, FunctionCode::Missing missing) {
  const Field* handler = function.resource().find("Handler");
  if (handler != nullptr) return Place(*handler);
  const Field* code = function.resource().find("Code");
  if (code != nullptr && missing == FunctionCode::Missing::folder) return Place(*code);
  return Place(function);
}

std::string fact_of(const ResourceView& function, const FunctionCode& code) {
  const std::string looked_for(code.looked_for), id(function.id());
  switch (code.missing) {
    case FunctionCode::Missing::folder: return "there is no " + looked_for + ", where the code of function " + id + " should be";
    case FunctionCode::Missing::file:
      if (code.near_miss == inline_module)
        return "inline code is the module index, but the Handler of function " + id + " names " + looked_for;
      return "there is no " + looked_for + ", which the Handler of function " + id + " names";
    case FunctionCode::Missing::handler:
    case FunctionCode::Missing::none: break;
  }
  return "the module has no " + looked_for + ", which the Handler of function " + id + " names";
}

/// Src/ for src/, not sources/ for source/.
bool differs_in_case(std::string_view near, std::string_view looked_for) {
  const std::string_view last = near.substr(near.find_last_of('/') + 1);
  for (std::string_view part : split(looked_for, '/'))
    if (part != last && lower(part) == lower(last)) return true;
  return false;
}

std::string did_you_mean_of(std::string_view near, std::string_view looked_for) {
  return "did you mean " + std::string(near) + "?" + (differs_in_case(near, looked_for) ? " Upper and lower case count" : "");
}

std::string help_of(const FunctionCode& code) {
  const std::string near(code.near_miss);
  if (code.missing == FunctionCode::Missing::folder)
    return near.empty() ? "CodeUri and Code are relative to the template's folder"
                        : did_you_mean_of(near, code.looked_for);
  if (code.missing == FunctionCode::Missing::file && near == inline_module)
    return "set Handler to index and the function's name: index.handler";
  return near.empty() ? "Handler is file.function (with folders: folder/file.function), below CodeUri"
                      : did_you_mean_of(near, code.looked_for);
}

void check(const ResourceView& function, Reporter& report) {
  const FunctionCode* code = function.code();
  if (code == nullptr || code->found != Truth::no || function.is_tool_generated()) return;
  Finding finding = report.finding(fact());
  finding.at(place_of(function, code->missing))
      .about(function)
      .say(fact_of(function, *code))
      .why(code->missing == FunctionCode::Missing::folder ? "it can't be packaged, and the deployment fails"
                                                          : "every invocation fails before a line of it runs")
      .help(help_of(*code));
  if (code->missing_at.file != FileId::none) finding.related(code->missing_at, "the module");
}

/// Definitions and layers beside the template.
void check_paths(const UnitView& unit, Reporter& report) {
  if (unit.unit().code == nullptr) return;
  for (const MissingPath& path : unit.unit().code->missing_paths) {
    const bool is_layer = ends_with(path.resource->type, "::LayerVersion");
    Finding finding = report.finding(fact());
    finding.at(*path.at)
        .about(*path.resource)
        .say("there is no ", path.looked_for, ", where the ", is_layer ? "content" : "definition", " of ", *path.resource,
             " should be")
        .why("it can't be packaged, and the deployment fails");
    if (path.near_miss.empty()) {
      finding.help(path.at->key, " is relative to the template's folder");
    } else {
      finding.help(did_you_mean_of(path.near_miss, path.looked_for));
    }
  }
}

}  // namespace

extern constinit const Rule handler_not_found{
    .info = {.id = "handler-not-found", .level = Level::error, .tags = {"reliability"}},
    .needs = {.code = true},
    .types = {"AWS::Lambda::Function"},
    .on_resource = check,
    .on_unit = check_paths,
};

}  // namespace cumulint::rules
