// Flags functions that do several jobs: many roots of routes, many kinds of triggers, unrelated resources, wide rights.
// https://docs.aws.amazon.com/lambda/latest/dg/concepts-event-driven-architectures.html

#include <algorithm>
#include <map>
#include <set>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

constexpr std::size_t many_roots = 3, many_kinds = 3, many_services = 4;

struct Root {
  Location where;                      // its first route
  std::set<const Resource*> resources; // that its code works on
};
using Roots = std::map<std::string, Root, std::less<>>;
using Kinds = std::map<std::string_view, Location>;

bool is_version(std::string_view segment) {
  return segment.size() > 1 && segment[0] == 'v' &&
         std::all_of(segment.begin() + 1, segment.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

bool is_stage(const UnitView& unit, std::string_view segment) {
  for (const ResourceView& stage : unit.resources({"AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"}))
    if (stage.property("StageName").any([&](const Candidate& name) { return name.text.equals(segment); }) == Truth::yes)
      return true;
  return false;
}

/// The first segment that names something; empty for `/`, parameters and what every service has.
std::string_view root_of(const UnitView& unit, std::string_view path) {
  for (const std::string_view segment : split(path, '/')) {
    if (segment.empty() || segment == "api" || is_version(segment) || is_stage(unit, segment)) continue;
    const bool is_parameter = segment.find_first_of("{:<*$(") != std::string_view::npos;
    const bool is_common = starts_with(segment, "health") || segment == "docs" || starts_with(segment, "favicon") ||
                           segment == "openapi.json" || segment == "redoc";
    return is_parameter || is_common ? std::string_view{} : segment;
  }
  return {};
}

/// Does the route take every request: {proxy+} as what would be the root, $default, a function URL, a load balancer?
bool is_catch_all(const UnitView& unit, const Route& route) {
  if (route.kind == ApiKind::function_url || route.kind == ApiKind::load_balancer || route.path == "$default") return true;
  for (const std::string_view segment : split(route.path, '/')) {
    if (segment.empty() || segment == "api" || is_version(segment) || is_stage(unit, segment)) continue;
    return ends_with(segment, "+}") || segment == "*";
  }
  return route.path == "/*";
}

void add_code_routes(const UnitView& unit, const FunctionCode& code, bool all, Roots& roots) {
  for (const CodeRoute& route : code.routes) {
    const std::string_view name = root_of(unit, route.path);
    if (name.empty() || (!all && roots.find(name) == roots.end())) continue;
    Root& root = roots.try_emplace(std::string(name), Root{route.where, {}}).first->second;
    for (const SdkCall* call : route.calls)
      if (call->target.resource != nullptr) root.resources.insert(call->target.resource);
  }
}

Location place_of(const Route& route) { return route.via != nullptr ? Place(*route.via).where : Place(*route.field).where; }

/// `behind`: the routes of the template that lead to routes in the code.
Roots roots_of(const ResourceView& function, std::vector<Location>& behind) {
  const UnitView unit = function.unit_view();
  Roots roots;
  for (const Route* route : routes_of(unit.graph(), function.node())) {
    if (route->kind == ApiKind::web_socket || route->kind == ApiKind::graphql) continue;
    if (route->via == nullptr && route->field == nullptr) continue;
    if (is_catch_all(unit, *route))
      behind.push_back(place_of(*route));
    else if (const std::string_view name = root_of(unit, route->path); !name.empty())
      roots.try_emplace(std::string(name), Root{place_of(*route), {}});
  }
  if (const FunctionCode* code = function.code(); code != nullptr && code->has_router)
    add_code_routes(unit, *code, !behind.empty(), roots);
  return roots;
}

/// "keep-warm", "FunctionWarmer", "ping"; not "shipping" or "Mapping".
bool says_warm_up(std::string_view text) {
  const auto is_letter = [&](std::size_t at, char first, char last) {
    return at < text.size() && text[at] >= first && text[at] <= last;
  };
  const std::string small = lower(text);
  for (std::size_t at = small.find("ping"); at != std::string::npos; at = small.find("ping", at + 1)) {
    const bool begins = text[at] == 'P' || at == 0 || (!is_letter(at - 1, 'a', 'z') && !is_letter(at - 1, 'A', 'Z'));
    if (begins && !is_letter(at + 4, 'a', 'z')) return true;
  }
  return contains(small, "warm");
}

/// A schedule that only keeps a function warm: its name, description or input says so.
bool is_warm_up(const Edge& edge, const UnitView& unit) {
  if (edge.via != nullptr && says_warm_up(edge.via->id)) return true;
  for (const Resource* resource : {edge.via, edge.from->resource}) {
    if (resource == nullptr) continue;
    for (const char* path : {"Name", "Description"})
      for (const Candidate& text : unit.view(*resource).property(path).candidates)
        if (says_warm_up(text.text.known().value_or(""))) return true;
  }
  const Field* input = edge.settings != nullptr ? edge.settings->value->find("Input") : nullptr;
  return input != nullptr && says_warm_up(input->value->literal());
}

/// The kind of a trigger; empty if it counts as none.
std::string_view kind_of(const Edge& edge, const UnitView& unit) {
  switch (edge.kind) {
    case EdgeKind::route:
    case EdgeKind::function_url:
    case EdgeKind::load_balancer: return "API";
    case EdgeKind::schedule_target: return is_warm_up(edge, unit) ? "" : "schedule";
    case EdgeKind::rule_target:
      if (recurs(edge, unit)) return is_warm_up(edge, unit) ? "" : "schedule";
      return "event rule";
    case EdgeKind::subscription: return "SNS";
    case EdgeKind::bucket_notification: return "S3";
    case EdgeKind::workflow_task: return "workflow";
    case EdgeKind::mapping:
    case EdgeKind::pipe:
      if (edge.from->type == "AWS::SQS::Queue") return "SQS";
      if (edge.from->type == "AWS::Kinesis::Stream") return "Kinesis";
      if (starts_with(edge.from->type, "AWS::DynamoDB::")) return "DynamoDB stream";
      return edge.from->type.empty() ? "stream" : edge.from->type;
    case EdgeKind::log_subscription: return "log subscription";
    case EdgeKind::user_pool_trigger: return "user pool";
    case EdgeKind::iot_rule: return "IoT rule";
    case EdgeKind::email_receipt: return "e-mail";
    case EdgeKind::config_rule: return "Config rule";
    default: return {};
  }
}

Kinds kinds_of(const ResourceView& function) {
  Kinds kinds;
  for (const Edge* edge : triggers_of(function))
    if (const std::string_view kind = kind_of(*edge, function.unit_view()); !kind.empty() && edge->sure == Truth::yes)
      kinds.try_emplace(kind, edge->via != nullptr ? Place(*edge->via).where : place_of_edge(*edge));
  return kinds;
}

/// Do the roots' routes work on different resources, each on some?
bool share_nothing(const Roots& roots) {
  std::set<const Resource*> seen;
  std::size_t with_resources = 0;
  for (const auto& [name, root] : roots) {
    with_resources += !root.resources.empty();
    for (const Resource* resource : root.resources)
      if (!seen.insert(resource).second) return false;
  }
  return with_resources > 1;
}

/// A wildcard action, or every resource for an action that could name one.
bool is_wide(const Statement& statement) {
  if (is_narrowed(statement)) return false;
  for (const PolicyItem& action : statement.actions)
    if ((is_every_action(action) || is_every_action_of_service(action)) && !is_fixed_by_sam(statement, action)) return true;
  for (const PolicyItem& resource : statement.resources) {
    std::string_view service;
    if (!is_every_resource(resource, service) || is_fixed_by_sam(statement, resource)) continue;
    for (const PolicyItem& action : statement.actions)
      if (works_on_owned_resources(action.text.known().value_or(""), service)) return true;
  }
  return false;
}

void add_services(const Statement& statement, std::set<std::string, std::less<>>& services) {
  for (const PolicyItem& action : statement.actions) {
    const std::string_view text = action.text.known().value_or("");
    const std::string service = lower(text.substr(0, text.find(':')));
    if (service != "logs" && service != "xray" && !service.empty()) services.insert(service);
  }
}

/// How far the function's rights go, in words; empty: not too far.
std::string wide_rights(const ResourceView& function) {
  if (function.unit().policies == nullptr) return {};
  std::set<std::string, std::less<>> services;
  for (const Edge* edge : function.out()) {
    if (edge->kind != EdgeKind::role || edge->to->resource == nullptr) continue;
    for (const Policy* policy : function.unit().policies->of_role(*edge->to->resource)) {
      if (is_full_access(policy->aws_managed_name)) return "its role has " + std::string(policy->aws_managed_name);
      if (policy->kind == PolicyKind::aws_managed) continue;
      for (const Statement& statement : policy->statements) {
        if (statement.effect != Effect::allow) continue;
        if (is_wide(statement)) return "its role has a wildcard";
        add_services(statement, services);
      }
    }
  }
  return services.size() >= many_services ? "its role spans " + std::to_string(services.size()) + " services" : std::string();
}

template <class Map>
std::string names_of(const Map& map) {
  std::vector<std::string_view> names;
  for (const auto& [name, value] : map) names.push_back(name);
  return join_words(names);
}

void check(const ResourceView& function, Reporter& report) {
  if (function.is_tool_generated()) return;
  std::vector<Location> behind;
  const Roots roots = roots_of(function, behind);
  const Kinds kinds = kinds_of(function);
  std::vector<std::string> evidence;
  if (roots.size() >= many_roots) evidence.push_back("routes under " + names_of(roots));
  if (kinds.size() >= many_kinds) evidence.push_back("triggers of " + std::to_string(kinds.size()) + " kinds (" + names_of(kinds) + ")");
  if (evidence.empty()) return;
  const FunctionCode* code = function.code();
  if (code != nullptr && code->known && share_nothing(roots)) evidence.push_back("routes that share no resource");
  if (std::string rights = wide_rights(function); !rights.empty()) evidence.push_back(std::move(rights));
  const std::vector<std::string_view> words(evidence.begin(), evidence.end());
  Finding finding = report.finding(fact());
  finding.at(function)
      .level(evidence.size() > 1 ? Level::warning : Level::note)
      .say("function ", function, " does several jobs: ", join_words(words))
      .why("each job gets the rights, memory, timeout and failures of all others, and every change deploys them all")
      .help("split it by what it does: one function for each route or trigger, with its own rights");
  if (roots.size() >= many_roots) {
    for (const auto& [name, root] : roots) finding.related(root.where, "serves ", name);
    for (const Location& route : behind) finding.related(route, "takes every request");
  }
  if (kinds.size() >= many_kinds)
    for (const auto& [kind, where] : kinds) finding.related(where, "triggered by ", kind);
}

}  // namespace

extern constinit const Rule lambda_monolith{
    .info = {.id = "lambda-monolith", .level = Level::warning, .tags = {"security", "reliability"}, .section = "11.5"},
    .needs = {.code = true, .iam = true, .schema = true},
    .types = {"AWS::Lambda::Function"},
    .on_resource = check,
};

}  // namespace cumulint::rules
