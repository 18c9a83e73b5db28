// Flags API handlers that read whole tables.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-query-scan.html

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
  if (is_partiql(call)) return is_partiql_scan(unit, call);
  // A sparse index is made to be read whole.
  return call.operation == "Scan" && call.find("IndexName") == nullptr && !call.spread_arguments;
}

void check(const CodeCall& reached, Reporter& report) {
  const SdkCall& call = *reached.call;
  if (!is_scan(reached.unit, call)) return;
  std::vector<const Route*> routes;
  const FunctionCode* handler = nullptr;
  for (const FunctionCode* code : reached.functions) {
    if (code->function == nullptr) continue;
    const ResourceView function = reached.unit.view(*code->function);
    if (!function.has_role(RoleFlag::api_handler)) continue;
    if (handler == nullptr) handler = code;
    for (const Route* route : routes_of(reached.unit.graph(), function.node())) routes.push_back(route);
  }
  if (handler == nullptr) return;
  const bool filtered = call.find("FilterExpression") != nullptr || call.find("ScanFilter") != nullptr;
  const bool limited = call.find("Limit") != nullptr;
  Finding finding = report.finding(fact());
  finding.at(call)
      .say("function ", *handler->function, " reads ",
           call.target.resource != nullptr ? "the whole table " + std::string(call.target.resource->id) : "a whole table",
           routes.size() == 1 ? " for " + route_name(*routes[0]) : "")
      .why(filtered ? "every request pays for every item: the filter is applied after the read"
           : limited ? "Limit bounds one page, the table grows all the same"
                     : "every request pays for every item, and gets slower as the table grows")
      .help("query by a partition key, with an index if need be");
  for (const Route* route : routes)
    if (route->via != nullptr || route->field != nullptr) finding.related(place_of_route(*route), "serves ", route_name(*route));
  if (call.target.resource != nullptr) finding.related(*call.target.resource, "the table");
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
