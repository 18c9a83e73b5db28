// Lambda permissions of events.
#include "sam/permission.h"

namespace cumulint::sam {

const Value* function_name(const Maker& maker, const EventTarget& target) {
  return maker.ref(target.alias != nullptr ? target.alias->id : target.main->id);
}

const Value* target_arn(const Maker& maker, const EventTarget& target) {
  return target.alias != nullptr ? maker.ref(target.alias->id) : maker.get_att(target.main->id, "Arn");
}

Draft& add_permission(Context& context, const Subject& subject, std::string_view id, const EventTarget& target,
                      const Permission& permission) {
  Draft& draft = context.add(subject, id, "AWS::Lambda::Permission");
  const Maker maker = context.maker(subject);
  draft.properties.set(maker, "Action", maker.text(permission.action));
  draft.properties.set(maker, "FunctionName", function_name(maker, target));
  draft.properties.set(maker, "Principal", maker.text(permission.principal));
  draft.properties.set(maker, "SourceArn", permission.source_arn);
  draft.properties.set(maker, "SourceAccount", permission.source_account);
  draft.properties.take(maker, "EventSourceToken", permission.event_source_token);
  return draft;
}

}  // namespace cumulint::sam
