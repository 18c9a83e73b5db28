// IAM: the statements of every policy in a template, and "may this principal do this action on this resource?".
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/arena.h"
#include "base/truth.h"
#include "model/template.h"
#include "resolve/possible.h"
#include "resolve/resolver.h"
#include "resolve/resource-names.h"

namespace cumulint {

enum class Effect : std::uint8_t { allow, deny, unknown };

/// One value of Action, Resource or Principal, where it stands.
struct PolicyItem {
  const Field* field = nullptr;
  PartialText text;  // of what is not known: one hole
  Scenario when;
};

struct PolicyCondition {
  std::string_view operation;  // StringEquals, ArnLike … as written
  std::string_view key;        // aws:SourceArn …
  std::span<const PolicyItem> values;
};

struct Statement {
  const Field* field = nullptr;  // the whole statement: its first line is a finding's place
  Effect effect = Effect::unknown;
  Scenario when;
  std::span<const PolicyItem> actions, not_actions, resources, not_resources;
  std::span<const PolicyItem> principals;             // values of AWS, Service, Federated, CanonicalUser, or "*"
  std::span<const std::string_view> principal_kinds;  // beside `principals`: "AWS", "Service", "*", "unknown" …
  std::span<const PolicyCondition> conditions;
  bool open = false;               // some part is not known
  bool from_sam_template = false;  // SAM made it: from a policy template, for an event, for a connector
};

enum class PolicyKind : std::uint8_t { inline_role, managed, aws_managed, resource, trust, boundary };

struct Policy {
  PolicyKind kind = PolicyKind::inline_role;
  const Resource* holder = nullptr;   // the resource in which it is written
  const Field* field = nullptr;       // where: the document, or the entry that names a managed policy
  std::string_view name;              // of a managed one: what the template calls it ("AmazonSQSFullAccess", an ARN)
  std::string_view aws_managed_name;  // "AmazonSQSFullAccess", for aws_managed
  std::span<const Statement> statements;
  std::span<const Resource* const> attached_to;  // roles (identity policies), or the queues, topics, buckets,
                                                 // functions, keys … that it guards (resource policies)
  Scenario when;
  bool open = false;  // statements or attachments are not all known
};

struct Policies {
  std::span<const Policy> all;

  /// All identity policies on a role; `open` is set if some are unknown (imported, by ARN we don't know).
  std::span<const Policy* const> of_role(const Resource& role) const;
  std::span<const Policy* const> guarding(const Resource& resource) const;

  struct Index;
  const Index* index = nullptr;
};

const Policies* build_policies(const Template& effective, const Resolver& resolver, const ResourceNames& names, Arena& arena);

/// What is asked: an action ("sqs:SendMessage") on a resource of the template (or any, if null), by a role or a
/// service.
struct AccessQuestion {
  std::string_view action;
  const Resource* resource = nullptr;
  std::string_view resource_suffix;  // "/index/*" …
  const Resource* role = nullptr;    // identity side; null: none
  std::string_view service;          // resource side: "sns.amazonaws.com"; empty: none
  const Resource* source = nullptr;  // the source whose ARN aws:SourceArn would carry
  Scenario under = {};               // policies and statements that are not there then count for nothing
};

/// Is it allowed by a policy of the role, or by a policy on the resource for the service? Deny wins; conditions that we
/// can't judge make it unknown.
Truth allows(const Policies& policies, const AccessQuestion& question);

}  // namespace cumulint
