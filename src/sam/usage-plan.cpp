// Usage plans: of one API, or one that all APIs of the template share.
#include <algorithm>

#include "sam/api-auth.h"
#include "sam/properties.h"

namespace cumulint::sam {
namespace {

constexpr PropertyRule rules[] = {{"CreateUsagePlan", Shape::text, true}, {"Description"}, {"Quota"},
                                  {"Tags"},                               {"Throttle"},    {"UsagePlanName"}};

const Value* appended_to(const Maker& maker, Draft& draft, std::string_view key, const Value* item) {
  const Field* old = draft.properties.find(key);
  return appended(maker, old != nullptr ? old->value : nullptr, item);
}

/// The condition of what is shared: exists if any of the APIs does.
std::string_view shared_condition(Context& context, const SamResource& api, const std::vector<std::string_view>& all) {
  if (std::find(all.begin(), all.end(), std::string_view{}) != all.end()) return {};
  std::vector<std::string_view> conditions = all;
  std::sort(conditions.begin(), conditions.end());
  conditions.erase(std::unique(conditions.begin(), conditions.end()), conditions.end());
  const Maker maker = context.maker(api);
  std::vector<const Value*> named;
  for (const std::string_view condition : conditions) named.push_back(maker.map({{"Condition", maker.text(condition)}}));
  const Value* definition = named.size() == 1 ? named.front() : maker.call("Fn::Or", maker.list(named));
  return context.set_condition(api, "SharedUsagePlanCondition", definition);
}

Draft& draft(Context& context, const SamResource& api, std::string_view id, std::string_view type) {
  if (Draft* known = context.find(id)) return *known;
  return context.add(api, id, type);
}

void make(Context& context, const ApiDocument& document, std::string_view stage, std::string_view prefix, bool shared) {
  const SamResource& api = *document.api;
  const Maker maker = context.maker(api);
  Draft& plan = draft(context, api, context.join({prefix, "UsagePlan"}), "AWS::ApiGateway::UsagePlan");
  plan.properties.set(maker, "ApiStages",
                      appended_to(maker, plan, "ApiStages", maker.map({{"ApiId", maker.ref(api.id())}, {"Stage", maker.ref(stage)}})));
  for (const std::string_view name : {"Description", "Quota", "Tags", "Throttle", "UsagePlanName"})
    plan.properties.take(maker, name, api.find(context.join({"Auth.UsagePlan.", name})));
  plan.depends_on.push_back(api.id());

  Draft& key = draft(context, api, context.join({prefix, "ApiKey"}), "AWS::ApiGateway::ApiKey");
  key.properties.set(maker, "Enabled", maker.boolean(true));
  key.properties.set(maker, "StageKeys",
                     appended_to(maker, key, "StageKeys", maker.map({{"RestApiId", maker.ref(api.id())}, {"StageName", maker.ref(stage)}})));
  key.depends_on = {plan.id};

  Draft& link = draft(context, api, context.join({prefix, "UsagePlanKey"}), "AWS::ApiGateway::UsagePlanKey");
  link.properties.set(maker, "KeyId", maker.ref(key.id));
  link.properties.set(maker, "KeyType", maker.text("API_KEY"));
  link.properties.set(maker, "UsagePlanId", maker.ref(plan.id));
  link.depends_on = {key.id};

  for (Draft* one : {&plan, &key, &link}) {
    const std::string_view property = one == &plan ? "UsagePlan" : one == &key ? "ApiKey" : "UsagePlanKey";
    context.name(api.id(), property, one->id);
  }
  if (!shared) return;
  std::vector<std::string_view>& conditions = context.apis().plan_conditions;
  conditions.push_back(api.written->condition);
  if (!api.written->condition.empty() && context.written().root->find("Conditions") == nullptr)
    context.refuse(api, api.written->origin.key_place(), Refusal::value,
                   {"a shared usage plan of an API with a Condition needs a Conditions section in the template"});
  const std::string_view condition = shared_condition(context, api, conditions);
  for (Draft* one : {&plan, &key, &link}) one->condition = condition;
}

}  // namespace

void add_usage_plan(Context& context, const ApiDocument& document, std::string_view stage) {
  const SamResource& api = *document.api;
  const Field* plan = api.find("Auth.UsagePlan");
  if (plan == nullptr || plan->value->is(ValueKind::broken)) return;
  if (!plan->value->is(ValueKind::map)) {
    context.refuse_value(api, *plan, {"Auth.UsagePlan has to be a map"});
    return;
  }
  if (!check_properties(context, {api, plan, "Auth.UsagePlan."}, *plan->value, rules)) return;
  const Field& create = *api.find("Auth.UsagePlan.CreateUsagePlan");
  const std::string_view kind = context.text_of(&create);
  if (kind == "PER_API") make(context, document, stage, api.id(), false);
  else if (kind == "SHARED") make(context, document, stage, "Serverless", true);
  else if (kind != "NONE")
    context.refuse_value(api, create, {"Auth.UsagePlan.CreateUsagePlan has to be PER_API, SHARED or NONE"});
}

}  // namespace cumulint::sam
