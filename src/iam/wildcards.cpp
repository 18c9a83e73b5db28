// Wildcards in statements, and the services whose resources customers own.
#include "iam/wildcards.h"

#include <algorithm>

#include "base/strings.h"
#include "schema/actions.h"

namespace cumulint {
namespace {

/// Services whose resources belong to an application; `kinds` names those that count, separated by blanks; empty: all.
/// Source of the kinds: https://docs.aws.amazon.com/service-authorization/latest/reference/
struct OwningService {
  std::string_view prefix, kinds;
};
constexpr OwningService owning_services[] = {
    {"s3", ""},
    {"dynamodb", ""},
    {"sqs", ""},
    {"sns", ""},
    {"lambda", ""},
    {"kms", ""},
    {"secretsmanager", ""},
    {"ssm", "parameter"},
    {"states", ""},
    {"events", ""},
    {"scheduler", ""},
    {"pipes", ""},
    {"kinesis", ""},
    {"firehose", ""},
    {"rds-data", ""},
    {"cognito-idp", ""},
    {"appsync", ""},
    {"execute-api", ""},
    {"iot", ""},
    {"ses", "identity"},
    {"bedrock",
     "foundation-model agent agent-alias knowledge-base guardrail inference-profile flow flow-alias prompt "
     "custom-model provisioned-model application-inference-profile"},
    {"glue", ""},
    {"athena", "workgroup"},
    {"rekognition", "collection"},
    {"ecr", "repository"},
    {"es", ""},
    {"aoss", ""},
    {"kafka-cluster", ""},
    {"elasticfilesystem", ""},
    {"timestream", ""},
    {"redshift-data", ""},
    {"sagemaker", "endpoint"},
    {"codebuild", "project"},
    {"sts", "role"},
};

const OwningService* find_owning(std::string_view prefix) {
  for (const OwningService& service : owning_services)
    if (service.prefix == prefix) return &service;
  return nullptr;
}

bool is_listed(std::string_view kind, std::string_view kinds) {
  if (kinds.empty()) return true;
  for (std::string_view one : split(kinds, ' '))
    if (one == kind) return true;
  return false;
}

bool works_on_owned(const schema::Action& action, const OwningService& service) {
  const auto resources = action.resources();
  return std::any_of(resources.begin(), resources.end(), [&](const schema::ActionResource& resource) {
    return is_listed(resource.kind().name(), service.kinds);
  });
}

bool is_all_stars(std::string_view text) {
  return !text.empty() && text.find_first_not_of('*') == std::string_view::npos;
}

}  // namespace

bool is_identity_policy(const Policy& policy) {
  if (policy.kind == PolicyKind::inline_role) return true;
  return policy.kind == PolicyKind::managed && policy.holder->type == "AWS::IAM::ManagedPolicy";
}

const Resource& written_holder(const Policy& policy) {
  return policy.holder->written != nullptr ? *policy.holder->written : *policy.holder;
}

bool is_narrowed(const Statement& statement) {
  return std::any_of(statement.conditions.begin(), statement.conditions.end(), [](const PolicyCondition& condition) {
    return !equals_ignoring_case(condition.key, "aws:RequestedRegion") &&
           !equals_ignoring_case(condition.key, "aws:SecureTransport");
  });
}

bool is_fixed_by_sam(const Statement& statement, const PolicyItem& item) {
  return statement.from_sam_template && item.field->value->node == nullptr && item.field->value->is(ValueKind::text);
}

bool is_full_access(std::string_view managed_policy) {
  return managed_policy == "PowerUserAccess" || managed_policy == "AdministratorAccess" ||
         ends_with(managed_policy, "FullAccess") || ends_with(managed_policy, "FullAccess_v2") ||
         ends_with(managed_policy, "FullAccessV2");
}

bool is_every_action(const PolicyItem& item) {
  const std::optional<std::string_view> text = item.text.known();
  if (!text) return false;
  const std::size_t colon = text->find(':');
  if (colon == std::string_view::npos) return is_all_stars(*text);
  return is_all_stars(text->substr(0, colon)) && is_all_stars(text->substr(colon + 1));
}

bool is_every_action_of_service(const PolicyItem& item) {
  const std::optional<std::string_view> text = item.text.known();
  if (!text) return false;
  const std::size_t colon = text->find(':');
  return colon != std::string_view::npos && colon != 0 && text->find('*') > colon &&
         is_all_stars(text->substr(colon + 1));
}

bool is_every_resource(const PolicyItem& item, std::string_view& service) {
  service = {};
  std::string text;  // with one letter for what is not known
  for (const Piece& piece : item.text.pieces) {
    if (piece.alternatives.size() > 1) return false;
    text += piece.alternatives.empty() ? std::string_view("x") : piece.alternatives[0].text;
  }
  if (is_all_stars(text)) return item.text.known().has_value();
  if (!starts_with(text, "arn:")) return false;
  const std::vector<std::string_view> parts = split(text, ':');
  if (parts.size() < 4 || parts[2].empty()) return false;
  // "arn:aws:sqs:*" and "arn:aws:sqs:*:*:*" say the same.
  const std::string_view last = parts.back();
  if (parts.size() > 6 || last.empty() || last.find_first_not_of("*/") != std::string_view::npos || last[0] != '*')
    return false;
  if (parts.size() < 6 && !std::all_of(parts.begin() + 3, parts.end(), is_all_stars)) return false;
  for (const Piece& piece : item.text.pieces) {
    for (const Alternative& alternative : piece.alternatives) {
      const std::size_t at = alternative.text.find(parts[2]);
      if (at != std::string_view::npos) service = alternative.text.substr(at, parts[2].size());
    }
  }
  return !service.empty() && parts[2].find('*') == std::string_view::npos;
}

bool works_on_owned_resources(std::string_view pattern, std::string_view service) {
  schema::ActionCursor cursor(pattern);
  while (const schema::Action* action = cursor.next()) {
    const std::string_view prefix = action->service().prefix();
    if (!service.empty() && prefix != service) continue;
    const OwningService* owning = find_owning(prefix);
    if (owning != nullptr && works_on_owned(*action, *owning)) return true;
  }
  return false;
}

}  // namespace cumulint
