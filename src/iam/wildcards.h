// What rules on too broad policies ask of statements.
#pragma once

#include "iam/policies.h"

namespace cumulint {

/// Inline policies of roles, users and groups, and the template's own managed ones.
bool is_identity_policy(const Policy& policy);

/// The resource in whose text the policy stands: of a role that SAM made, the function.
const Resource& written_holder(const Policy& policy);

/// Does a Condition narrow the statement? RequestedRegion and SecureTransport don't narrow who may do what.
bool is_narrowed(const Statement& statement);

/// Does SAM fix the value (a policy template's own text, what an event adds)? What users give to a template is theirs.
bool is_fixed_by_sam(const Statement& statement, const PolicyItem& item);

/// AWS's managed policies that open a whole service or everything, by bare name.
bool is_full_access(std::string_view managed_policy);

/// "*", "**", "*:*"
bool is_every_action(const PolicyItem& item);
/// "s3:*"
bool is_every_action_of_service(const PolicyItem& item);

/// "*", or an ARN whose whole resource part is `*`: "arn:aws:sqs:*:*:*", "arn:aws:s3:::*". `service` gets the ARN's
/// service; empty: every one.
bool is_every_resource(const PolicyItem& item, std::string_view& service);

/// Does the action know resources of a service that keeps what customers own (tables, queues, secrets …)? Then a
/// policy can name them, and should. `pattern` may have wildcards; `service` restricts it; empty: any.
bool works_on_owned_resources(std::string_view pattern, std::string_view service);

}  // namespace cumulint
