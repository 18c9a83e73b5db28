// HttpApi events: the integration in the HTTP API's document, and the permission behind it.
#include <algorithm>

#include "base/strings.h"
#include "sam/api-auth.h"
#include "sam/api-routes.h"
#include "sam/events.h"
#include "sam/parts.h"
#include "sam/permission.h"

namespace cumulint::sam {
namespace {

constexpr std::string_view default_path = "$default";

constexpr PropertyRule rules[] = {
    {"Path"}, {"Method"}, {"ApiId"}, {"Stage", Shape::text}, {"Auth", Shape::map}, {"TimeoutInMillis", Shape::number},
    {"RouteSettings"}, {"PayloadFormatVersion", Shape::text}};

struct Route {
  std::string_view path;
  std::string method;  // normal
  const Value* api = nullptr;
  ApiDocument* document = nullptr;
};

/// Path and Method: both, or neither for the default route.
bool read_route(Context& context, const Event& event, Route& route) {
  const Field *path = event.find("Path"), *method = event.find("Method");
  if (path == nullptr && method == nullptr) {
    route.path = default_path;
    route.method = any_method;
    return true;
  }
  for (const auto& [field, name] : {std::pair{path, "Path"}, std::pair{method, "Method"}}) {
    if (field == nullptr) {
      context.refuse(event.subject(), event.field->origin.key_place(), Refusal::value, {name, " is required"},
                     "give both Path and Method, or neither for the default route");
      return false;
    }
    if (!field->value->is(ValueKind::text) || !has_shape(*field->value, Shape::text)) {
      if (!field->value->is(ValueKind::broken)) context.refuse_value(event.subject(), *field, {name, " has to be a text"});
      return false;
    }
  }
  route.path = path->value->text;
  route.method = normal_method(method->value->text);
  return true;
}

bool find_api(Context& context, const Event& event, Route& route) {
  const Maker maker = context.maker(event.subject());
  const RouteKind& kind = http_routes();
  const Field* named = event.find(kind.property);
  if (named == nullptr) {
    route.api = maker.ref(kind.implicit);
    route.document = context.apis().find(kind.implicit);
    return true;
  }
  if (named->value->is(ValueKind::broken)) return false;
  const std::string_view id = api_id(*named);
  route.api = named->value;
  route.document = context.apis().find(id);
  const bool is_known = route.document != nullptr ? route.document->is_http
                                                  : named->value->is(ValueKind::expression) && context.find_written(id) != nullptr;
  if (!id.empty() && is_known) return true;
  context.refuse_value(event.subject(), *named, {"ApiId has to be a !Ref to an AWS::Serverless::HttpApi of this template"});
  return false;
}

/// Does the function serve the default route of the same API? Its permission covers all.
bool serves_default(const Event& event) {
  const Field* events = event.owner->find("Events");
  for (const Field& other : events->value->fields) {
    const Field *type = other.value->find("Type"), *path = other.value->find_path("Properties.Path");
    if (&other == event.field || type == nullptr || type->value->literal() != "HttpApi") continue;
    if (is_given(path) && path->value->literal() != default_path) continue;
    const Field *mine = event.find("ApiId"), *its = other.value->find_path("Properties.ApiId");
    if (is_given(mine) != is_given(its)) continue;
    if (!is_given(mine) || same_value(*mine->value, *its->value)) return true;
  }
  return false;
}

void permit(Context& context, const Event& event, const EventTarget& target, const Route& route) {
  if (route.path != default_path && target.alias == nullptr && serves_default(event)) return;
  const Maker maker = context.maker(event.subject());
  std::string called = "*";
  if (route.path == "/$default" && route.method == any_method) {  // not the default route, but SAM permits it as if
    called = default_path;
  } else if (route.path != default_path) {
    std::string method = route.method == any_method ? "*" : route.method;
    for (char& c : method)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    called = method + permission_path(route.path);
  }
  const Value* source = maker.sub(
      context.join({"arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/", called}),
      {maker.field("__ApiId__", route.api), maker.field("__Stage__", maker.text("*"))});
  add_permission(context, event.subject(), event_id(context, event, "Permission"), target,
                 {.principal = "apigateway.amazonaws.com", .source_arn = source});
}

const Value* integration(Context& context, const Event& event, const EventTarget& target) {
  const Maker maker = context.maker(event.subject());
  const std::string_view called = target.alias != nullptr ? target.alias->id : context.join({target.main->id, ".Arn"});
  Fields made;
  made.set(maker, "httpMethod", maker.text("POST"));
  made.set(maker, "type", maker.text("aws_proxy"));
  made.set(maker, "uri", maker.sub(context.join({"arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${",
                                                 called, "}/invocations"})));
  made.set(maker, "payloadFormatVersion", maker.text("2.0"));
  made.take(maker, "payloadFormatVersion", event.find("PayloadFormatVersion"));
  made.take(maker, "timeoutInMillis", event.find("TimeoutInMillis"));
  return made.value(maker);
}

/// The `{name}`s of a path, as parameters.
const Value* path_parameters(const Maker& maker, std::string_view path) {
  std::vector<const Value*> parameters;
  for (std::size_t open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
    const std::size_t close = path.find('}', open);
    if (close == std::string_view::npos) break;
    std::string_view name = path.substr(open + 1, close - open - 1);
    if (ends_with(name, "+")) name.remove_suffix(1);
    parameters.push_back(maker.map({{"name", maker.text(name)}, {"in", maker.text("path")}, {"required", maker.boolean(true)}}));
  }
  return parameters.empty() ? nullptr : maker.list(parameters);
}

void add_route_settings(Context& context, const Event& event, Route& route) {
  const Field* settings = event.properties->find("RouteSettings");
  if (settings == nullptr || is_no_value(*settings->value) || settings->value->is(ValueKind::expression)) return;
  if (!settings->value->is(ValueKind::map)) {
    if (!settings->value->is(ValueKind::broken)) context.refuse_value(event.subject(), *settings, {"RouteSettings has to be a map"});
    return;
  }
  std::string key = route.path == default_path ? std::string(default_path) : route.method == any_method ? "ANY" : route.method;
  for (char& c : key)
    if (route.path != default_path && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (route.path != default_path) key.append(" ").append(route.path);
  const Maker maker = context.maker(event.subject());
  const std::string_view condition = event.owner->written->condition;
  const Value* value = condition.empty() ? settings->value : maker.if_(condition, settings->value, maker.no_value());
  route.document->route_settings.push_back({context.arena().copy(key), settings->origin, value});
}

void integrate(Context& context, const Event& event, const EventTarget& target, Route& route) {
  ApiDocument& document = *route.document;
  const Maker maker = context.maker(event.subject());
  const bool repeated = !document.event_routes.insert({route.path, route.method}).second;
  Editable* known = document.find_operation(route.path, route.method);
  const bool has_integration = known != nullptr && known->is_map() && known->find("x-amazon-apigateway-integration") != nullptr;
  if (!document.managed && (has_integration || repeated)) return;  // the user's document says it already
  if (repeated) {
    const Field* at = event.find("Method");
    context.refuse_conflict(event.subject(), at != nullptr ? *at : *event.field,
                            {"there is a second function for method ", route.method, " of path ", route.path});
    return;
  }
  Editable operation = known != nullptr && known->is_map()
                           ? *known
                           : Editable::empty_map({context.arena().copy(route.method), maker.origin(), maker.map(std::vector<Field>{})});
  operation.set(maker.field("x-amazon-apigateway-integration", integration(context, event, target)));
  if (route.path == default_path) operation.set(maker.field("isDefaultRoute", maker.boolean(true)));
  if (operation.find("responses") == nullptr) operation.set(maker.field("responses", maker.map(std::vector<Field>{})));
  if (const Value* parameters = path_parameters(maker, route.path)) operation.set(maker.field("parameters", parameters));
  set_http_event_auth(context, event, document, operation);
  const std::string_view condition = event.owner->written->condition;
  if (!condition.empty()) operation.make_conditional(condition, maker);
  Editable& item = document.path_item(route.path, maker);
  if (item.is_map()) item.set(std::move(operation));
  add_route_settings(context, event, route);
}

}  // namespace

void expand_http_api_event(Context& context, const Event& event, const EventTarget& target) {
  if (!check_event(context, event, rules)) return;
  Route route;
  if (!read_route(context, event, route) || !find_api(context, event, route)) return;
  permit(context, event, target, route);
  ApiDocument* document = route.document;
  if (document == nullptr || !document->has_body || document->is_macro()) return;
  if (document->opaque == nullptr && document->has_paths && document->is_open_api_3) return integrate(context, event, target, route);
  if (!document->is_refused)
    context.refuse_value(*document->api, *document->written, {"DefinitionBody needs openapi 3 and paths, for events to write into"});
  document->is_refused = true;
}

}  // namespace cumulint::sam
