// Flags functions whose handler or code folder is not there.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

using Missing = FunctionCode::Missing;

/// The property that is wrong: the handler, else the path of the code.
const Field* wrong_property(const ResourceView& function, Missing missing) {
  const Field* code = function.resource().find("Code");
  const Field* handler = function.resource().find("Handler");
  return missing == Missing::folder || handler == nullptr ? code : handler;
}

void check(const ResourceView& function, Reporter& report) {
  const FunctionCode* code = function.code();
  if (code == nullptr || code->found != Truth::no || code->missing == Missing::none) return;
  const Field* property = wrong_property(function, code->missing);
  if (property == nullptr) return;
  Finding finding = report.finding(fact());
  finding.at(*property).about(function);
  switch (code->missing) {
    case Missing::folder: finding.say("the code folder ", code->looked_for, " of function ", function, " does not exist"); break;
    case Missing::file: finding.say("function ", function, " has no file ", code->looked_for, " for its handler"); break;
    case Missing::handler:
      finding.say("the module of function ", function, " has no ", code->looked_for, " for its handler");
      break;
    case Missing::none: break;
  }
  finding.why(code->missing == Missing::folder ? "the deployment fails" : "every call fails before any code of it runs");
  if (!code->near_miss.empty()) finding.help("did you mean ", code->near_miss, "?");
  if (code->missing == Missing::handler) finding.related(code->missing_at, "the module");
}

}  // namespace

extern constinit const Rule handler_not_found{
    .info = {.id = "handler-not-found", .level = Level::error, .tags = {"reliability"}},
    .needs = {.code = true},
    .types = {"AWS::Lambda::Function"},
    .on_resource = check,
};

}  // namespace cumulint::rules
