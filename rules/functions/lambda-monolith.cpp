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
  return false;
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

Kinds kinds_of(const ResourceView& function) {
  Kinds kinds;
  for (const Edge* edge : triggers_of(function))
    if (const std::string_view kind = trigger_kind(*edge, function.unit_view()); !kind.empty() && edge->sure == Truth::yes)
      kinds.try_emplace(kind, edge->via != nullptr ? Place(*edge->via).where : place_of_edge(*edge));
  return kinds;
}

using Resources = std::set<const Resource*>;

/// Do the jobs work on different resources, each on some?
bool share_nothing(const std::vector<Resources>& jobs) {
  Resources seen;
  std::size_t with_resources = 0;
  for (const Resources& job : jobs) {
    with_resources += !job.empty();
    for (const Resource* resource : job)
      if (!seen.insert(resource).second) return false;
  }
  return with_resources > 1;
}

std::vector<Resources> resources_by_root(const Roots& roots) {
  std::vector<Resources> jobs;
  for (const auto& [name, root] : roots) jobs.push_back(root.resources);
  return jobs;
}

/// The function's own kind that a test in the code asks for; empty if it may be several, or none.
std::string_view tested_kind(std::string_view asked, const Kinds& kinds) {
  constexpr std::string_view records[] = {"SQS", "SNS", "S3", "Kinesis", "DynamoDB stream"};
  std::string_view found;
  for (const auto& [kind, where] : kinds) {
    const bool of_records = std::find(std::begin(records), std::end(records), kind) != std::end(records);
    const bool of_events = kind == "schedule" || kind == "event rule";
    if (kind != asked && !(asked == "records" && of_records) && !(asked == "event" && of_events)) continue;
    if (!found.empty()) return {};
    found = kind;
  }
  return found;
}

/// What the code does with each kind of event, where it tells them apart.
std::vector<Resources> resources_by_kind(const FunctionCode& code, const Kinds& kinds) {
  std::map<std::string_view, Resources> jobs;
  for (const CodeEventKind& tested : code.event_kinds) {
    const std::string_view kind = tested_kind(tested.kind, kinds);
    for (const SdkCall* call : tested.calls)
      if (!kind.empty() && call->target.resource != nullptr) jobs[kind].insert(call->target.resource);
  }
  std::vector<Resources> all;
  for (const auto& [kind, resources] : jobs) all.push_back(resources);
  return all;
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
  std::vector<Location> behind;
  const Roots roots = roots_of(function, behind);
  const Kinds kinds = kinds_of(function);
  std::vector<std::string> evidence;
  if (roots.size() >= many_roots) evidence.push_back("routes under " + names_of(roots));
  if (kinds.size() >= many_kinds) evidence.push_back("triggers of " + std::to_string(kinds.size()) + " kinds (" + names_of(kinds) + ")");
  if (evidence.empty()) return;
  const FunctionCode* code = function.code();
  const bool is_known = code != nullptr && code->known;
  if (is_known && share_nothing(resources_by_root(roots)))
    evidence.push_back("routes that share no resource");
  else if (is_known && share_nothing(resources_by_kind(*code, kinds)))
    evidence.push_back("triggers that share no resource");
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
