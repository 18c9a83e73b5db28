// Api events: the integration in the REST API's document, and the permission or role behind it.
#include "base/strings.h"
#include "sam/api-auth.h"
#include "sam/api-routes.h"
#include "sam/events.h"
#include "sam/names.h"
#include "sam/parts.h"
#include "sam/permission.h"

namespace cumulint::sam {
namespace {

constexpr PropertyRule function_rules[] = {
    {"Path", Shape::text, true},      {"Method", Shape::text, true},       {"RestApiId"},
    {"Stage", Shape::text},           {"Auth", Shape::map},                {"RequestModel", Shape::map},
    {"RequestParameters", Shape::list}, {"TimeoutInMillis", Shape::number}, {"ResponseTransferMode", Shape::text},
};
constexpr PropertyRule machine_rules[] = {
    {"Path", Shape::text, true}, {"Method", Shape::text, true}, {"RestApiId"}, {"Stage", Shape::text},
    {"Auth", Shape::map},        {"UnescapeMappingTemplate", Shape::boolean, false, true}};

/// The API of an event: `id` for references, and its document if it is one of SAM's.
struct Api {
  const Value* id = nullptr;
  ApiDocument* document = nullptr;
};

bool find_api(Context& context, const Event& event, Api& api) {
  const Maker maker = context.maker(event.subject());
  const RouteKind& kind = rest_routes();
  const Field* named = event.find(kind.property);
  if (named == nullptr) {
    api = {maker.ref(kind.implicit), context.apis().find(kind.implicit)};
    return true;
  }
  if (named->value->is(ValueKind::broken)) return false;
  const std::string_view id = api_id(*named);
  const Resource* written = context.find_written(id);
  api = {named->value, context.apis().find(id)};
  const bool is_ref = named->value->is(ValueKind::expression);
  if (id.empty()) {
    context.refuse_value(event.subject(), *named, {"RestApiId has to be a !Ref to an API of this template"});
    return false;
  }
  const bool is_wrong = api.document != nullptr ? api.document->is_http : written == nullptr || !is_ref;
  if (is_wrong) {
    context.refuse_value(event.subject(), *named,
                         {"RestApiId has to refer to an AWS::Serverless::Api of this template, ", id, " is none"});
    return false;
  }
  return true;
}

/// "GET/items/*": method and path as the ARN of a permission has them.
std::string_view arn_path(const Context& context, std::string_view method, std::string_view path) {
  std::string text = normal_method(method) == any_method ? "*" : std::string();
  if (text.empty())
    for (const char c : method) text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  text.append(permission_path(path));
  return context.arena().copy(text);
}

void permit(Context& context, const Event& event, const EventTarget& target, const Api& api) {
  const Maker maker = context.maker(event.subject());
  const Field* stage = api.document != nullptr ? api.document->api->find("StageName") : nullptr;
  const std::string prefix = std::string(event_id(context, event)).append("Permission");
  std::string id = prefix + "Stage";
  if (stage != nullptr && stage->value->is(ValueKind::text))
    id = prefix + (is_alphanumeric(stage->value->text) ? std::string(stage->value->text) : hash_of(stage->value->text));
  const Value* source = maker.sub(
      context.join({"arn:", context.partition(), ":execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/",
                    arn_path(context, event.find("Method")->value->literal(), event.find("Path")->value->literal())}),
      {maker.field("__ApiId__", api.id), maker.field("__Stage__", maker.text("*"))});
  add_permission(context, event.subject(), id, target, {.principal = "apigateway.amazonaws.com", .source_arn = source});
}

const Value* function_integration(Context& context, const Event& event, const EventTarget& target) {
  const Maker maker = context.maker(event.subject());
  Fields made;
  made.set(maker, "httpMethod", maker.text("POST"));
  made.set(maker, "type", maker.text("aws_proxy"));
  const std::string_view called = target.alias != nullptr ? target.alias->id : context.join({target.main->id, ".Arn"});
  const Field* mode = event.find("ResponseTransferMode");
  const bool streams = mode != nullptr && mode->value->literal() == "STREAM";
  made.set(maker, "uri",
           maker.sub(context.join({"arn:", context.partition(), ":apigateway:${AWS::Region}:lambda:path/",
                                   streams ? "2021-11-15" : "2015-03-31", "/functions/${", called,
                                   streams ? "}/response-streaming-invocations" : "}/invocations"})));
  made.take(maker, "timeoutInMillis", event.find("TimeoutInMillis"));
  made.take(maker, "responseTransferMode", mode);
  return made.value(maker);
}

const Value* machine_integration(Context& context, const Event& event, const EventTarget& target) {
  const Maker maker = context.maker(event.subject());
  const Draft& role = add_starting_role(context, event, target, "apigateway.amazonaws.com");
  const Field* unescape = event.find("UnescapeMappingTemplate");
  const bool unescapes = unescape != nullptr && is_true(*unescape->value);
  const std::string_view machine = target.alias != nullptr ? target.alias->id : target.main->id;
  const std::string_view input =
      context.join({R"({"input": "$util.escapeJavaScript($input.json('$')))", unescapes ? R"(.replaceAll("\\'","'"))" : "",
                    R"(", "stateMachineArn": "${)", machine, R"(}"})"});
  const auto status = [&](std::string_view code) { return maker.map({{"statusCode", maker.text(code)}}); };
  return maker.map({
      {"type", maker.text("aws")},
      {"httpMethod", maker.text("POST")},
      {"uri", maker.sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution")},
      {"credentials", maker.get_att(role.id, "Arn")},
      {"requestTemplates", maker.map({{"application/json", maker.sub(input)}})},
      {"responses", maker.map({{"200", status("200")}, {"400", status("400")}})},
  });
}

const Value* responses(const Maker& maker, bool machine) {
  if (!machine) return maker.map(std::vector<Field>{});
  return maker.map({{"200", maker.map({{"description", maker.text("OK")}})},
                    {"400", maker.map({{"description", maker.text("Bad Request")}})}});
}

/// SAM merges into a document of the user's only if it has a path already.
bool is_mergeable(ApiDocument& document) { return document.managed || !document.paths.children().empty(); }

/// The operation of the event in the API's document; null and refused if there is one with an integration already.
Editable* new_operation(Context& context, const Event& event, ApiDocument& document) {
  const Maker maker = context.maker(event.subject());
  const std::string_view path = event.find("Path")->value->text;
  const std::string method = normal_method(event.find("Method")->value->text);
  Editable* known = document.find_operation(path, method);
  const bool repeated = !document.event_routes.insert({path, method}).second;
  if (repeated && document.managed) {
    context.refuse_conflict(event.subject(), *event.find("Method"),
                            {"there is a second function for method ", method, " of path ", path},
                            "one method of a path calls one function");
    return nullptr;
  }
  if (known != nullptr) return known->is_map() ? known : nullptr;  // in a document of the user's with MergeDefinitions
  Editable& item = document.path_item(path, maker);
  Editable operation = Editable::empty_map(
      {context.arena().copy(method), maker.origin(), maker.map(std::vector<Field>{})});
  if (item.is_map()) return &item.set(std::move(operation));
  return nullptr;
}

void integrate(Context& context, const Event& event, const EventTarget& target, ApiDocument& document) {
  Editable* operation = new_operation(context, event, document);
  if (operation == nullptr) return;
  const Maker maker = context.maker(event.subject());
  const bool machine = is_state_machine(target);
  const Value* integration =
      machine ? machine_integration(context, event, target) : function_integration(context, event, target);
  operation->set(maker.field("x-amazon-apigateway-integration", integration));
  if (operation->find("responses") == nullptr) operation->set(maker.field("responses", responses(maker, machine)));
  set_event_auth(context, event, document, *operation);
  set_request_model(context, event, document, *operation);
  set_request_parameters(context, event, *operation);
  const std::string_view condition = event.owner->written->condition;
  if (!condition.empty()) operation->make_conditional(condition, maker);
}

/// "id" or "proxy+", between the braces of a path.
bool is_path_parameter(std::string_view text) {
  if (ends_with(text, "+")) text.remove_suffix(1);
  for (const char c : text)
    if (!is_alphanumeric(std::string_view(&c, 1)) && c != '.' && c != '_' && c != '-') return false;
  return !text.empty();
}

}  // namespace

std::string permission_path(std::string_view path) {
  std::string text;
  for (std::size_t i = 0; i < path.size();) {
    const std::size_t close = path[i] == '{' ? path.find('}', i) : std::string_view::npos;
    if (close != std::string_view::npos && is_path_parameter(path.substr(i + 1, close - i - 1))) text += '*', i = close + 1;
    else text += path[i++];
  }
  if (text.size() > 1 && text.back() == '/') text.pop_back();
  return text;
}

void expand_api_event(Context& context, const Event& event, const EventTarget& target) {
  const bool machine = is_state_machine(target);
  if (!(machine ? check_event(context, event, machine_rules) : check_event(context, event, function_rules))) return;
  Api api;
  if (!find_api(context, event, api)) return;
  const bool is_written = event.find("Path")->value->is(ValueKind::text) && event.find("Method")->value->is(ValueKind::text);
  if (!is_written) {
    context.refuse_value(event.subject(), *event.find(event.find("Path")->value->is(ValueKind::text) ? "Method" : "Path"),
                         {"Path and Method have to be texts that are known before deployment"});
    return;
  }
  if (!machine) permit(context, event, target, api);
  ApiDocument* document = api.document;
  if (document != nullptr && document->takes_routes() && document->opaque == nullptr && is_mergeable(*document)) integrate(context, event, target, *document);
  else if (machine) add_starting_role(context, event, target, "apigateway.amazonaws.com");
}

}  // namespace cumulint::sam
