// FunctionUrlConfig: the URL of a function, and for everyone's use the two permissions that this takes.
// https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
#include "sam/function.h"
#include "sam/permission.h"
#include "sam/properties.h"

namespace cumulint::sam {
namespace {

bool check_cors(Context& context, const SamResource& resource, const Field& cors) {
  if (!has_shape(*cors.value, Shape::map)) {
    context.refuse_value(resource, cors, {"FunctionUrlConfig.Cors has to be a map"});
    return false;
  }
  constexpr PropertyRule rules[] = {
      {"AllowOrigins", Shape::list}, {"AllowMethods", Shape::list},  {"AllowCredentials", Shape::boolean},
      {"AllowHeaders", Shape::list}, {"ExposeHeaders", Shape::list}, {"MaxAge", Shape::number}};
  if (!cors.value->is(ValueKind::map)) return true;
  return check_properties(context, {resource, &cors, "FunctionUrlConfig.Cors."}, *cors.value, rules);
}

void make_public(Context& context, const SamResource& resource, const EventTarget& target) {
  const Maker maker = context.maker(resource);
  Draft& url = add_permission(context, resource, context.join({resource.id(), "UrlPublicPermissions"}), target,
                              {.principal = "*", .action = "lambda:InvokeFunctionUrl"});
  url.properties.set(maker, "FunctionUrlAuthType", maker.text("NONE"));
  Draft& invoke = add_permission(context, resource, context.join({resource.id(), "URLInvokeAllowPublicAccess"}), target,
                                 {.principal = "*"});
  invoke.properties.set(maker, "InvokedViaFunctionUrl", maker.boolean(true));
}

Draft& add_url(Context& context, const SamResource& resource, const EventTarget& target) {
  const Maker maker = context.maker(resource);
  Draft& url = context.add(resource, context.join({resource.id(), "Url"}), "AWS::Lambda::Url");
  // The alias's own reference is its ARN, with the qualifier in it.
  url.properties.set(maker, "TargetFunctionArn", maker.ref(target.alias != nullptr ? target.alias->id : resource.id()));
  return url;
}

}  // namespace

void make_function_url(Context& context, const SamResource& resource, const EventTarget& target) {
  const Field* config = resource.find("FunctionUrlConfig");
  if (config != nullptr && config->value->is(ValueKind::expression)) {  // SAM reads no settings of a function
    add_url(context, resource, target);
    return;
  }
  if (config == nullptr || !config->value->is(ValueKind::map) || config->value->fields.empty()) return;
  const Field *type = resource.find("FunctionUrlConfig.AuthType"), *cors = resource.find("FunctionUrlConfig.Cors");
  const std::string_view auth = type != nullptr ? type->value->literal() : std::string_view{};
  const bool is_open = type != nullptr && type->value->is(ValueKind::expression);
  if (!is_open && auth != "NONE" && auth != "AWS_IAM") {
    context.refuse_value(resource, type != nullptr ? *type : *config,
                         {"FunctionUrlConfig needs an AuthType of AWS_IAM or NONE"});
    return;
  }
  if (cors != nullptr && !check_cors(context, resource, *cors)) return;
  const Maker maker = context.maker(resource);
  Draft& url = add_url(context, resource, target);
  url.properties.take(maker, "AuthType", type);
  url.properties.take(maker, "Cors", cors);
  url.properties.take(maker, "InvokeMode", resource.find("FunctionUrlConfig.InvokeMode"));
  if (auth == "NONE") make_public(context, resource, target);
}

}  // namespace cumulint::sam
