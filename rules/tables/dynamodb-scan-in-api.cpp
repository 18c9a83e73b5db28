// Flags API handlers that read whole tables.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-query-scan.html

#include <algorithm>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// Attributes that are the partition key of the table, or of the index if one is named. Empty: not known.
std::vector<std::string_view> partition_keys(const UnitView& unit, const Resource& table, std::string_view index) {
  const ResourceView view = unit.view(table);
  std::vector<std::string_view> keys;
  const auto add = [&](const Field& holder, const Scenario& under, std::string_view path) {
    for (const Choice& schema : unit.find(holder, path, under).items)
      for (const Choice& entry : unit.items(*schema.field, schema.when).items) {
        const Field* kind = entry.field->value->find("KeyType");
        const Field* name = entry.field->value->find("AttributeName");
        if (kind != nullptr && name != nullptr && kind->value->literal() == "HASH" && !name->value->literal().empty())
          keys.push_back(name->value->literal());
      }
  };
  if (index.empty()) {
    add(*table.properties, {}, "KeySchema");
    return keys;
  }
  for (std::string_view list : {"GlobalSecondaryIndexes", "LocalSecondaryIndexes"})
    for (const Choice& entry : view.items(list).items) {
      const Field* name = entry.field->value->find("IndexName");
      if (name != nullptr && name->value->literal() == index) add(*entry.field, entry.when, "KeySchema");
    }
  return keys;
}

bool is_partiql(const SdkCall& call) {
  return call.operation == "ExecuteStatement" || call.operation == "BatchExecuteStatement" ||
         call.operation == "ExecuteTransaction";
}

/// A SELECT without an equality on the partition key. Unknown keys, conditions and statements are none.
bool is_partiql_scan(const UnitView& unit, const SdkCall& call) {
  if (call.target.resource == nullptr) return false;
  for (const Argument& argument : call.arguments) {
    if (!ends_with(argument.name, "Statement")) continue;
    for (const Candidate& candidate : argument.value.possible.candidates) {
      const PartiqlSelect select{candidate.text};
      if (select.is_select() != Truth::yes) continue;
      const std::vector<std::string_view> keys = partition_keys(unit, *call.target.resource, select.index());
      Truth fixed = truth_of(keys.empty());
      for (std::string_view key : keys) fixed = either(fixed, select.fixes(key));
      if (fixed == Truth::no) return true;
    }
  }
  return false;
}

bool is_scan(const UnitView& unit, const SdkCall& call) {
  if (call.service != "dynamodb") return false;
  if (call.excludes_requests()) return false;  // it works on other events
  if (is_partiql(call)) return is_partiql_scan(unit, call);
  // A sparse index is made to be read whole.
  return call.operation == "Scan" && call.find("IndexName") == nullptr && !call.spread_arguments;
}

std::string consequence_of(const SdkCall& call) {
  std::string why = call.find("Limit") != nullptr ? "Limit bounds one page, the table grows all the same"
                                                  : "every request pays for every item, and gets slower as the table grows";
  const bool is_filtered = call.find("FilterExpression") != nullptr || call.find("ScanFilter") != nullptr;
  return is_filtered ? why + "; the filter does not lower that, it is applied after the read" : why;
}

void check(const CodeCall& reached, Reporter& report) {
  if (reached.call->service != "dynamodb") return;
  std::vector<const Route*> routes;
  const FunctionCode* handler = nullptr;
  const SdkCall* scan = nullptr;
  for (std::size_t i = 0; i < reached.functions.size(); ++i) {  // what they share may read different tables
    const FunctionCode* code = reached.functions[i];
    const SdkCall* own = reached.calls[i];
    if (code->function == nullptr || !reached.unit.view(*code->function).has_role(RoleFlag::api_handler)) continue;
    if (!is_scan(reached.unit, *own)) continue;
    const std::vector<const Route*> served = routes_of(reached.unit.graph(), reached.unit.view(*code->function).node());
    const bool resolves = std::any_of(served.begin(), served.end(), [](const Route* route) { return route->kind == ApiKind::graphql; });
    if (own->follows_requests() && !resolves) continue;  // AppSync's events are no HTTP requests
    if (handler == nullptr) handler = code, scan = own;
    for (const Route* route : served)
      if (std::find(routes.begin(), routes.end(), route) == routes.end()) routes.push_back(route);
  }
  if (handler == nullptr) return;
  const Resource* table = scan->target.resource;
  Finding finding = report.finding(fact());
  finding.at(*scan)
      .say("function ", *handler->function, " reads ", table != nullptr ? "the whole table " + std::string(table->id) : "a whole table",
           routes.size() == 1 ? " for " + route_name(*routes[0]) : "")
      .why(consequence_of(*scan))
      .help("query by a partition key, with an index if need be");
  for (const Route* route : routes)
    if (route->via != nullptr || route->field != nullptr) finding.related(place_of_route(*route), "serves ", route_name(*route));
  if (table != nullptr) finding.related(*table, "the table");
}

}  // namespace

extern constinit const Rule dynamodb_scan_in_api{
    .info = {.id = "dynamodb-scan-in-api",
             .level = Level::warning,
             .tags = {"performance", "cost"},
             .section = "11.2"},
    .needs = {.code = true},
    .on_call = check,
};

}  // namespace cumulint::rules
