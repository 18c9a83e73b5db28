// Flags identity policies that allow actions on every resource although the actions know resources.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

struct EveryResource {
  const PolicyItem* item = nullptr;
  std::string_view service;  // of the ARN; empty: every one
};

EveryResource find_every_resource(const Statement& statement) {
  for (const PolicyItem& resource : statement.resources) {
    EveryResource every{&resource, {}};
    if (is_every_resource(resource, every.service) && !is_fixed_by_sam(statement, resource)) return every;
  }
  return {};
}

void check_statement(const UnitView& unit, const Policy& policy, const Statement& statement, Reporter& report) {
  if (is_narrowed(statement)) return;
  const EveryResource every = find_every_resource(statement);
  if (every.item == nullptr) return;
  std::vector<std::string_view> offenders;
  for (const PolicyItem& action : statement.actions) {
    if (is_every_action(action)) return;  // iam-wildcard-action's
    const std::optional<std::string_view> text = action.text.known();
    if (!text || consistent(action.when, every.item->when) == Truth::no) continue;
    if (works_on_owned_resources(*text, every.service)) offenders.push_back(*text);
  }
  if (offenders.empty()) return;
  report.finding(when(every.item->when), unit)
      .at(*every.item->field)
      .about(*policy.holder)
      .about(*statement.field)
      .say("a statement of ", written_holder(policy), " allows ", join_words(offenders), " on every resource",
           every.service.empty() ? "" : " of the service", ", but the action",
           offenders.size() == 1 ? " works" : "s work", " on resources that a policy can name")
      .why("it also reaches what belongs to others in the account")
      .help("name the ARNs of the resources that the code uses");
}

void check(const UnitView& unit, Reporter& report) {
  for (const auto& [policy, statement] : allowing_statements(unit)) check_statement(unit, *policy, *statement, report);
}

}  // namespace

extern constinit const Rule iam_wildcard_resource{
    .info = {.id = "iam-wildcard-resource", .level = Level::warning, .tags = {"security"}, .section = "11.5"},
    .needs = {.iam = true, .schema = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
