// Before anything is made: the documents of all APIs, the implicit APIs, and which event belongs to which API.
#include <algorithm>

#include "base/strings.h"
#include "sam/api-routes.h"
#include "sam/parts.h"

namespace cumulint::sam {
namespace {

constexpr RouteKind rest{"Api", "RestApiId", "ServerlessRestApi", "Api", "AWS::ApiGateway::RestApi", false};
constexpr RouteKind http{"HttpApi", "ApiId", "ServerlessHttpApi", "HttpApi", "AWS::ApiGatewayV2::Api", true};

struct Use {
  const SamResource* owner;
  const Field* event;
};

/// All events of a kind that have the form of an event; what has not is refused later.
std::vector<Use> events_of(Context& context, const RouteKind& kind) {
  std::vector<Use> uses;
  for (const SamResource& resource : context.resources()) {
    const bool has_events = resource.type == "Function" || (resource.type == "StateMachine" && !kind.is_http);
    const Field* events = has_events && !resource.broken ? resource.find("Events") : nullptr;
    if (events == nullptr || !events->value->is(ValueKind::map)) continue;
    for (const Field& event : events->value->fields) {
      const Field* type = event.value->find("Type");
      if (type != nullptr && type->value->literal() == kind.event) uses.push_back({&resource, &event});
    }
  }
  return uses;
}

const Field* api_of(const Use& use, const RouteKind& kind) {
  const Field* api = use.event->value->find_path(std::string("Properties.").append(kind.property));
  return is_given(api) ? api : nullptr;
}

/// One name, or one for the disjunction of several; empty if an empty one is among them.
std::string_view any_of(Context& context, const Subject& subject, std::vector<std::string_view> conditions,
                        std::string_view name) {
  std::sort(conditions.begin(), conditions.end());
  conditions.erase(std::unique(conditions.begin(), conditions.end()), conditions.end());
  if (conditions.empty() || conditions.front().empty()) return {};
  if (conditions.size() == 1) return conditions.front();
  const Maker maker = context.maker(subject);
  constexpr std::size_t most = 10;  // of Fn::Or
  if (conditions.size() > most) {
    std::vector<std::string_view> parts;
    for (std::size_t first = 0; first < conditions.size(); first += most) {
      const std::size_t last = std::min(first + most, conditions.size());
      parts.push_back(any_of(context, subject, {conditions.begin() + first, conditions.begin() + last},
                             context.join({name, std::to_string(first / most)})));
    }
    conditions = parts;
  }
  std::vector<const Value*> named;
  for (const std::string_view condition : conditions)
    named.push_back(maker.map({{"Condition", maker.text(condition)}}));
  return context.add_condition(subject, name, maker.call("Fn::Or", maker.list(named)));
}

/// The strongest of what the owners say: Retain before all else.
const Field* strongest(const std::vector<Use>& users, std::string_view attribute) {
  const Field* best = nullptr;
  for (const Use& use : users) {
    const Field* policy = use.owner->written->body->find(attribute);
    if (policy == nullptr) continue;
    if (best == nullptr || policy->value->literal() == "Retain") best = policy;
  }
  return best;
}

/// Tags of functions that propagate theirs. SAM asks before it merges Globals: there a true counts beside the owner's
/// own, and their tags count only for owners without any.
void add_tags(const Context& context, const std::vector<Use>& users, const Maker& maker, Fields& properties) {
  Fields tags;
  for (const Use& use : users) {
    const Value& own_properties = *use.owner->written->properties->value;
    const Value* globals = context.written().globals;
    const Field* section = globals != nullptr ? globals->find(use.owner->type) : nullptr;
    const auto shared = [&](std::string_view name) { return section != nullptr ? section->value->find(name) : nullptr; };
    const Field* own = own_properties.find("Tags");
    if (!is_set(own)) own = shared("Tags");
    if (!is_set(own_properties.find("PropagateTags")) && !is_set(shared("PropagateTags"))) continue;
    if (!is_given(own) || !own->value->is(ValueKind::map)) continue;
    for (const Field& tag : own->value->fields) tags.take(maker, tag.key, &tag);
  }
  if (tags.empty()) return;
  properties.set(maker, "Tags", tags.value(maker));
  properties.set(maker, "PropagateTags", maker.boolean(true));
}

void add_implicit_api(Context& context, const RouteKind& kind, const std::vector<Use>& users) {
  const Use& first = users.front();
  const Subject cause(*first.owner, first.event);
  const Maker maker = context.maker(cause);
  std::vector<std::string_view> conditions;
  for (const Use& use : users) conditions.push_back(use.owner->written->condition);

  Resource* api = context.arena().make<Resource>();
  api->id = kind.implicit;
  api->type = context.join({"AWS::Serverless::", kind.api});
  api->origin = maker.origin();
  api->origin.value = first.event->origin.value;
  api->written = first.owner->written;
  api->generated = true;
  api->event_field = first.event;
  api->event = first.event->key;
  api->condition = any_of(context, cause, std::move(conditions), context.join({kind.implicit, "Condition"}));
  Fields properties, body;
  if (!kind.is_http) properties.set(maker, "StageName", maker.text("Prod"));
  add_tags(context, users, maker, properties);
  body.set(maker, "Type", maker.text(api->type));
  body.set(maker, "Properties", properties.value(maker));
  for (const std::string_view attribute : {"DeletionPolicy", "UpdateReplacePolicy"})
    if (const Field* policy = strongest(users, attribute)) body.set(*policy);
  api->body = body.value(maker);
  api->properties = maker.keep(*api->body->find("Properties"));
  if (SamResource* declared = context.find_sam(kind.implicit)) declared->broken = true;  // it gives way
  read_document(context, context.add_sam(*api), kind.is_http);
}

void place_routes(Context& context, const RouteKind& kind, const std::vector<Use>& uses) {
  for (const Use& use : uses) {
    const Field* named = api_of(use, kind);
    const std::string_view id = named != nullptr ? api_id(*named) : kind.implicit;
    ApiDocument* document = context.apis().find(id);
    if (document == nullptr || document->is_http != kind.is_http || !document->takes_routes()) continue;
    const Field* path = use.event->value->find_path("Properties.Path");
    if (path != nullptr && path->value->is(ValueKind::text))
      document->path_conditions[path->value->text].push_back(use.owner->written->condition);
  }
}

std::string condition_name(std::string_view api, std::string_view path) {
  std::string name(api);
  for (const char c : path) {
    if (c == '/') name += "SLASH";
    else if (c == '{') name += "OB";
    else if (c == '}') name += "CB";
    else name += c;
  }
  return name.append("PathCondition");
}

void prepare(Context& context, const RouteKind& kind) {
  for (std::size_t i = 0; i < context.resources().size(); ++i)
    if (const SamResource& api = context.resources()[i]; api.type == kind.api && !api.broken)
      read_document(context, api, kind.is_http);
  const std::vector<Use> uses = events_of(context, kind);
  std::vector<Use> implicit;
  for (const Use& use : uses) {
    const Field* named = api_of(use, kind);
    if (named == nullptr || api_id(*named) == kind.implicit) implicit.push_back(use);
  }
  if (!implicit.empty()) add_implicit_api(context, kind, implicit);
  place_routes(context, kind, uses);
}

}  // namespace

const RouteKind& rest_routes() { return rest; }
const RouteKind& http_routes() { return http; }

std::string_view api_id(const Field& named) {
  const Value& value = *named.value;
  if (value.is(ValueKind::text)) return value.text;
  const bool is_ref = value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::ref;
  return is_ref ? value.expression->target : std::string_view{};
}

void prepare_apis(Context& context) {
  prepare(context, rest);
  prepare(context, http);
}

void make_paths_conditional(Context& context, ApiDocument& document) {
  const Maker maker = context.maker(document.subject());
  for (const auto& [path, conditions] : document.path_conditions) {
    Editable* item = document.paths.find(path);
    if (item == nullptr || item->is_choice()) continue;
    const std::string name = condition_name(document.api->id(), path);
    const std::string_view condition = any_of(context, document.subject(), conditions, name);
    if (!condition.empty()) item->make_conditional(condition, maker);
  }
}

}  // namespace cumulint::sam
