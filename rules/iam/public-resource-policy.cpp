// Flags policies of queues, topics, buckets, keys, secrets and repositories that let everybody in.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html

#include <algorithm>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

constexpr std::string_view holder_types[] = {"AWS::SQS::QueuePolicy", "AWS::SQS::QueueInlinePolicy",
                                             "AWS::SNS::TopicPolicy", "AWS::SNS::TopicInlinePolicy",
                                             "AWS::S3::BucketPolicy", "AWS::SecretsManager::ResourcePolicy",
                                             "AWS::KMS::Key",         "AWS::ECR::Repository"};
constexpr std::string_view narrowing_keys[] = {
    "aws:SourceArn",      "aws:SourceAccount",     "aws:SourceOwner",  "aws:SourceOrgID",      "aws:SourceOrgPaths",
    "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalArn", "aws:PrincipalAccount", "aws:SourceVpc",
    "aws:SourceVpce",     "aws:SourceVpcArn",      "kms:CallerAccount",
    // A bucket that leaves the decision to the access points of an account:
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
    "s3:DataAccessPointAccount", "s3:DataAccessPointArn"};

bool is_one_of(std::string_view text, std::span<const std::string_view> all) {
  return std::any_of(all.begin(), all.end(), [&](std::string_view one) { return equals_ignoring_case(one, text); });
}

/// Every address, as a range: it narrows nothing.
bool is_every_address(const PolicyItem& value) {
  const std::string_view text = value.text.known().value_or(std::string_view{});
  return ends_with(text, "/0");
}

bool narrows(const PolicyCondition& condition) {
  if (is_one_of(condition.key, narrowing_keys))
    return std::none_of(condition.values.begin(), condition.values.end(),
                        [](const PolicyItem& value) { return value.text.equals("*") == Truth::yes; });
  if (!equals_ignoring_case(condition.key, "aws:SourceIp") && !equals_ignoring_case(condition.key, "aws:VpcSourceIp"))
    return false;
  return std::none_of(condition.values.begin(), condition.values.end(), is_every_address);
}

const PolicyItem* find_everybody(const Statement& statement) {
  for (std::size_t i = 0; i < statement.principals.size(); ++i) {
    const std::string_view kind = statement.principal_kinds[i];
    if ((kind == "*" || kind == "AWS") && statement.principals[i].text.equals("*") == Truth::yes)
      return &statement.principals[i];
  }
  return nullptr;
}

void check_statement(const UnitView& unit, const Policy& policy, const Statement& statement, Reporter& report) {
  if (statement.effect != Effect::allow) return;
  const PolicyItem* everybody = find_everybody(statement);
  if (everybody == nullptr || std::any_of(statement.conditions.begin(), statement.conditions.end(), narrows)) return;
  Finding finding = report.finding(when(everybody->when), unit);
  finding.at(*statement.field).about(*policy.holder);
  std::string_view guarded = policy.holder->id;
  for (const Resource* resource : policy.attached_to) {
    finding.about(*resource);
    if (resource == policy.holder) continue;
    guarded = resource->id;
    finding.related(*resource, "is open to everybody");
  }
  finding.say("the policy of ", guarded, " allows everybody what it allows")
      .why("every AWS account, and for buckets and queues everybody on the internet, is let in")
      .help(
          "name the accounts or services, or add a condition on aws:SourceArn, aws:SourceAccount or "
          "aws:PrincipalOrgID");
}

void check(const UnitView& unit, Reporter& report) {
  if (unit.unit().policies == nullptr) return;
  for (const Policy& policy : unit.unit().policies->all) {
    if (policy.kind != PolicyKind::resource || !is_one_of(policy.holder->type, holder_types)) continue;
    for (const Statement& statement : policy.statements) check_statement(unit, policy, statement, report);
  }
}

}  // namespace

extern constinit const Rule public_resource_policy{
    .info = {.id = "public-resource-policy", .level = Level::error, .tags = {"security"}, .section = "11.5"},
    .needs = {.iam = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
