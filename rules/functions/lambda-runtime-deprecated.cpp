// Flags runtimes past their deprecation date; an error once updates are blocked.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

const schema::Runtime* retired(std::string_view id, Date today) {
  const schema::Runtime* runtime = schema::find_runtime(id);
  const bool is = runtime != nullptr && runtime->deprecated().is_known() && today >= runtime->deprecated();
  return is ? runtime : nullptr;
}

void check(const ResourceView& function, Reporter& report) {
  const Date today = parse_date(report.today()).value_or(Date{});
  const Verdict verdict = some(function.property("Runtime"), [&](const Candidate& runtime) {
    const auto id = runtime.text.known();
    return id ? truth_of(retired(*id, today) != nullptr) : Truth::unknown;
  });
  if (!verdict) return;
  const schema::Runtime& runtime = *retired(*verdict.first->text.known(), today);
  const Date blocked = runtime.update_blocked();
  const bool is_blocked = blocked.is_known() && today >= blocked;
  Finding finding = report.finding(verdict);
  finding.at(*verdict.first)
      .about(function)
      .level(is_blocked ? Level::error : Level::warning)
      .say("runtime ", *verdict.first, " of function ", function, " is deprecated since ", format_date(runtime.deprecated()));
  if (is_blocked) {
    finding.why("since ", format_date(blocked), " its functions can't be updated: the deployment fails");
  } else if (!blocked.is_known()) {
    finding.why("it gets no security updates");
  } else {
    finding.why("it gets no security updates, and from ", format_date(blocked), " on its functions can't be updated");
  }
  finding.help("move to ", runtime.successor().empty() ? std::string_view("a current runtime") : runtime.successor());
}

}  // namespace

extern constinit const Rule lambda_runtime_deprecated{
    .info = {.id = "lambda-runtime-deprecated",
             .level = Level::warning,
             .tags = {"security", "reliability"},
             .aliases = {"W2531", "E2531", "E2533"},
             .section = "10.4"},
    .types = {"AWS::Lambda::Function"},
    .on_resource = check,
};

}  // namespace cumulint::rules
