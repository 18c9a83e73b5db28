// Flags functions whose code is not where the template says.
// https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

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
    case FunctionCode::Missing::file: return "there is no " + looked_for + ", which the Handler of function " + id + " names";
    case FunctionCode::Missing::handler:
    case FunctionCode::Missing::none: break;
  }
  return "the module has no " + looked_for + ", which the Handler of function " + id + " names";
}

void check(const ResourceView& function, Reporter& report) {
  const FunctionCode* code = function.code();
  if (code == nullptr || code->found != Truth::no || function.is_tool_generated()) return;
  Finding finding = report.finding(fact());
  finding.at(place_of(function, code->missing))
      .about(function)
      .say(fact_of(function, *code))
      .why("every invocation fails before a line of it runs");
  if (!code->near_miss.empty()) {
    finding.help("did you mean ", code->near_miss, "? Upper and lower case count");
  } else {
    finding.help("Handler is file.function (with folders: folder/file.function), below CodeUri");
  }
  if (code->missing_at.file != FileId::none) finding.related(code->missing_at, "the module");
}

}  // namespace

extern constinit const Rule handler_not_found{
    .info = {.id = "handler-not-found", .level = Level::error, .tags = {"reliability"}},
    .needs = {.code = true},
    .types = {"AWS::Lambda::Function"},
    .on_resource = check,
};

}  // namespace cumulint::rules
