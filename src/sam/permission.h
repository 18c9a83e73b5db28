// Lambda permissions: who may call a function because of an event.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

struct Permission {
  std::string_view principal;          // "sns.amazonaws.com"
  const Value* source_arn = nullptr;
  const Value* source_account = nullptr;
  const Field* event_source_token = nullptr;
  std::string_view action = "lambda:InvokeFunction";
};

/// The function's name as a permission has it: the alias if there is one.
const Value* function_name(const Maker& maker, const EventTarget& target);
/// The ARN of what an event calls: the alias's Ref, else the function's Arn.
const Value* target_arn(const Maker& maker, const EventTarget& target);
/// Makes the permission under `id`.
Draft& add_permission(Context& context, const Subject& subject, std::string_view id, const EventTarget& target,
                      const Permission& permission);

}  // namespace cumulint::sam
