// Execution roles: what SAM makes where the user brings none, and what events add to them.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

/// `arn:PARTITION:iam::aws:policy/NAME` as SAM writes it.
const Value* managed_policy_arn(Context& context, const Maker& maker, std::string_view path_and_name);
/// {Version, Statement: [{Action, Effect: Allow, Principal: {Service: [service]}}]}
const Value* assume_role_document(const Maker& maker, std::string_view service);
/// Unless it has it already.
void add_managed_policy(Context& context, Draft& role, const Subject& subject, std::string_view path_and_name);
void add_managed_policy(Draft& role, const Maker& maker, const Field& arn);
/// Unless the very same is there.
void add_inline_policy(Draft& role, const Maker& maker, std::string_view name, const Value* document);
void add_inline_policy(Draft& role, const Maker& maker, const Value* policy);
/// Unless a policy of whatever name has the same document.
void add_event_policy(Draft& role, const Maker& maker, const Value* policy);
/// {Version, Statement} with one allowing statement.
const Value* allow_document(const Maker& maker, const Value* actions, const Value* resources);
/// The right to write to a destination of Lambda's: kind is SQS, SNS, S3 (or S3Bucket), Lambda or EventBridge.
const Value* destination_policy(const Maker& maker, std::string_view owner_id, std::string_view kind, const Value* destination);

}  // namespace cumulint::sam
