// Flags functions that anybody may invoke, or any account through a service.
// https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html

#include <algorithm>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// The URL without authorization behind which a public permission stands: it is reported there.
bool is_of_public_url(const ResourceView& permission) {
  if (permission.resource().find("FunctionUrlAuthType") != nullptr)
    return some(permission.property("FunctionUrlAuthType"), [](const Candidate& c) {
             return c.text.equals("NONE");
           }).truth != Truth::no;
  return permission.resource().find("InvokedViaFunctionUrl") != nullptr;
}

bool has_any(const ResourceView& permission, std::initializer_list<std::string_view> paths) {
  return std::any_of(paths.begin(), paths.end(),
                     [&](std::string_view path) { return permission.has(path) != Truth::no; });
}

void check_permission(const ResourceView& permission, Reporter& report) {
  if (permission.resource().written != nullptr || is_of_public_url(permission)) return;
  if (has_any(permission, {"PrincipalOrgID", "SourceArn", "SourceAccount", "EventSourceToken"})) return;
  const Possible principal = permission.property("Principal");
  const Verdict anybody = some(principal, [](const Candidate& c) { return c.text.equals("*"); });
  if (anybody) {
    report.finding(anybody)
        .at(*anybody.first)
        .about(permission)
        .say("permission ", permission, " lets anybody invoke the function")
        .why("every AWS account can run it, at your cost and with your role")
        .help("name the account, the service with SourceArn, or your organization in PrincipalOrgID");
    return;
  }
  // A target group can't be named: it is made after the permission that lets it have the function.
  const Verdict service = some(principal, [](const Candidate& c) {
    return both(c.text.contains(".amazonaws.com"), negate(c.text.starts_with("elasticloadbalancing.")));
  });
  if (!service) return;
  report.finding(service)
      .at(*service.first)
      .about(permission)
      .say("permission ", permission, " lets ", *service.first, " invoke the function for any account")
      .why("somebody else's resource can set it off")
      .help("add SourceArn, or SourceAccount with your account");
}

void check_url(const ResourceView& url, Reporter& report) {
  const Verdict none = some(url.property("AuthType"), [](const Candidate& c) { return c.text.equals("NONE"); });
  if (!none) return;
  Finding finding = report.finding(none);
  finding.at(*none.first)
      .about(url)
      .say("the function URL ", url, " asks for no authorization")
      .why("whoever knows the address runs the function, at your cost and with your role")
      .help("set AuthType to AWS_IAM, or put an API with an authorizer in front");
  for (const Edge* edge : url.out())
    if (edge->kind == EdgeKind::function_url && edge->to->resource != nullptr)
      finding.related(*edge->to->resource, "the function");
}

void check(const ResourceView& resource, Reporter& report) {
  if (resource.is("AWS::Lambda::Url"))
    check_url(resource, report);
  else
    check_permission(resource, report);
}

}  // namespace

extern constinit const Rule lambda_public_invoke{
    .info = {.id = "lambda-public-invoke", .level = Level::warning, .tags = {"security"}, .section = "11.5"},
    .types = {"AWS::Lambda::Permission", "AWS::Lambda::Url"},
    .on_resource = check,
};

}  // namespace cumulint::rules
