// Execution roles and the policies in them.
#include "sam/role.h"

namespace cumulint::sam {

const Value* managed_policy_arn(Context& context, const Maker& maker, std::string_view path_and_name) {
  return maker.text(context.join({"arn:", context.partition(), ":iam::aws:policy/", path_and_name}));
}

const Value* assume_role_document(const Maker& maker, std::string_view service) {
  return maker.map({{"Version", maker.text("2012-10-17")},
                    {"Statement", maker.list({maker.map({{"Action", maker.list({maker.text("sts:AssumeRole")})},
                                                         {"Effect", maker.text("Allow")},
                                                         {"Principal", maker.map({{"Service", maker.list({maker.text(service)})}})}})})}});
}

void add_managed_policy(Context& context, Draft& role, const Subject& subject, std::string_view path_and_name) {
  const Maker maker = context.maker(subject);
  add_managed_policy(role, maker, maker.field({}, managed_policy_arn(context, maker, path_and_name)));
}

void add_managed_policy(Draft& role, const Maker& maker, const Field& arn) {
  const Field* arns = role.properties.find("ManagedPolicyArns");
  std::vector<Field> items;
  if (arns != nullptr && arns->value->is(ValueKind::list)) items.assign(arns->value->fields.begin(), arns->value->fields.end());
  for (const Field& known : items)
    if (same_value(*known.value, *arn.value)) return;
  items.push_back(arn);
  role.properties.set(maker, "ManagedPolicyArns", maker.list(std::move(items)));
}

void add_inline_policy(Draft& role, const Maker& maker, std::string_view name, const Value* document) {
  add_inline_policy(role, maker, maker.map({{"PolicyName", maker.text(name)}, {"PolicyDocument", document}}));
}

void add_inline_policy(Draft& role, const Maker& maker, const Value* policy) {
  const Field* policies = role.properties.find("Policies");
  if (policies != nullptr && policies->value->is(ValueKind::list))
    for (const Field& known : policies->value->fields)
      if (same_value(*known.value, *policy)) return;
  role.properties.set(maker, "Policies", appended(maker, policies != nullptr ? policies->value : nullptr, policy));
}

void add_event_policy(Draft& role, const Maker& maker, const Value* policy) {
  const Field* policies = role.properties.find("Policies");
  if (policies != nullptr && policies->value->is(ValueKind::list))
    for (const Field& known : policies->value->fields)
      if (const Field* document = known.value->find("PolicyDocument"))
        if (same_value(*document->value, *policy->find("PolicyDocument")->value)) return;
  add_inline_policy(role, maker, policy);
}

const Value* allow_document(const Maker& maker, const Value* actions, const Value* resources) {
  return maker.map({{"Version", maker.text("2012-10-17")},
                    {"Statement", maker.list({maker.map({{"Action", actions},
                                                         {"Effect", maker.text("Allow")},
                                                         {"Resource", resources}})})}});
}

const Value* destination_policy(const Maker& maker, std::string_view owner_id, std::string_view kind, const Value* destination) {
  const auto allow = [&](std::string_view action, const Value* resource) {
    return maker.map({{"Action", maker.text(action)}, {"Effect", maker.text("Allow")}, {"Resource", resource}});
  };
  std::vector<const Value*> statements;
  std::string_view name = kind;
  if (kind == "SQS") statements = {allow("sqs:SendMessage", destination)};
  else if (kind == "SNS") statements = {allow("sns:publish", destination)};
  else if (kind == "Lambda") statements = {allow("lambda:InvokeFunction", destination)};
  else if (kind == "EventBridge") statements = {allow("events:PutEvents", destination)};
  else {
    name = "S3";
    statements = {allow("s3:PutObject", maker.join("/", {destination, maker.text("*")})),
                  allow("s3:ListBucket", destination)};
  }
  return maker.map({{"PolicyName", maker.text(maker.arena().join({owner_id, name, "Policy"}))},
                    {"PolicyDocument", maker.map({{"Statement", maker.list(statements)}})}});
}

}  // namespace cumulint::sam
