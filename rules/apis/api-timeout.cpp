// Flags functions that may run longer than the API in front of them waits.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
// https://docs.aws.amazon.com/general/latest/gr/appsync.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

struct Overrun {
  const Route* route;
  Verdict verdict;
  std::int64_t limit_ms;
};

/// Milliseconds after which the API gives up; 0: this kind has no limit below Lambda's.
std::int64_t default_limit(ApiKind kind) {
  switch (kind) {
    case ApiKind::rest:
    case ApiKind::web_socket: return 29'000;
    case ApiKind::http:
    case ApiKind::graphql: return 30'000;
    case ApiKind::function_url:
    case ApiKind::load_balancer: return 0;
  }
  return 0;
}

std::string_view kind_name(ApiKind kind) {
  switch (kind) {
    case ApiKind::rest: return "REST API ";
    case ApiKind::web_socket: return "WebSocket API ";
    case ApiKind::http: return "HTTP API ";
    case ApiKind::graphql: return "GraphQL API ";
    case ApiKind::function_url:
    case ApiKind::load_balancer: break;
  }
  return "";
}

Truth exceeds(const Candidate& timeout, std::optional<std::int64_t> limit_ms) {
  const auto seconds = timeout.text.integer();
  return seconds ? less(limit_ms, *seconds * 1000) : Truth::unknown;
}

/// Against the integration's own limit, if it has one, else the service's.
std::optional<Overrun> overrun_of(const ResourceView& function, const Route& route) {
  const Possible timeout = function.property_under(route.when, "Timeout", default_function_timeout);
  if (route.timeout == nullptr) {
    const std::int64_t limit = default_limit(route.kind);
    const Verdict longer = some(timeout, [&](const Candidate& t) { return exceeds(t, limit); });
    return limit != 0 && longer ? std::optional<Overrun>({&route, longer, limit}) : std::nullopt;
  }
  const Verdict longer = some(timeout, function.unit_view().resolve(*route.timeout, route.when),
                              [](const Candidate& t, const Candidate& limit) { return exceeds(t, limit.text.integer()); });
  if (!longer) return std::nullopt;
  return Overrun{&route, longer, *longer.second->text.integer()};
}

std::vector<Overrun> overruns_of(const ResourceView& function) {
  std::vector<Overrun> overruns;
  for (const Route& route : function.unit_view().graph().routes) {
    if (route.target != &function.node() || route.streams || route.is_asynchronous || route.api == nullptr) continue;
    if (const auto overrun = overrun_of(function, route)) overruns.push_back(*overrun);
  }
  return overruns;
}

std::string seconds(std::int64_t milliseconds) {
  std::string text = std::to_string(milliseconds / 1000);
  if (milliseconds % 1000 != 0) text += "." + std::to_string(milliseconds % 1000 / 100);
  return text;
}

void check(const ResourceView& function, Reporter& report) {
  const std::vector<Overrun> overruns = overruns_of(function);
  if (overruns.empty()) return;
  const Overrun* first = &overruns[0];
  for (const Overrun& overrun : overruns)
    if (overrun.limit_ms < first->limit_ms) first = &overrun;
  Finding finding = report.finding(first->verdict);
  finding.at(*first->verdict.first)
      .about(function)
      .say("function ", function, " may run for ", *first->verdict.first, " s, but ", kind_name(first->route->kind),
           first->route->api->id, " answers after ", seconds(first->limit_ms), " s")
      .why("the client gets an error while the function runs on, and is billed")
      .help("lower the Timeout to ", seconds(first->limit_ms),
            ", or answer at once and do the work asynchronously (a queue, a state machine)");
  for (const Overrun& overrun : overruns)
    if (overrun.route->field != nullptr) finding.related(*overrun.route->field, "serves ", route_name(*overrun.route));
}

}  // namespace

extern constinit const Rule api_timeout{
    .info = {.id = "api-timeout", .level = Level::warning, .tags = {"reliability", "cost"}, .section = "1.5"},
    .types = {"AWS::Lambda::Function"},
    .on_resource = check,
};

}  // namespace cumulint::rules
