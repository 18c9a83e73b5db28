// Checks of the template's frame.
#include "sam/structure.h"

#include "sam/malformed.h"
#include "sam/names.h"

namespace cumulint::sam {
namespace {

/// What is wrong here the reader of templates has reported.
void check_sections(Context& context) {
  const Value& root = *context.written().root;
  const Field* resources = root.find("Resources");
  if (resources == nullptr || !resources->value->is(ValueKind::map) || resources->value->fields.empty()) context.refuse_silently();
  for (const std::string_view name : {"Parameters", "Mappings"}) {
    const Field* section = root.find(name);
    const bool is_empty = section != nullptr && section->value->is(ValueKind::null) && name == "Parameters";
    if (section != nullptr && !section->value->is(ValueKind::map) && !is_empty) context.refuse_silently();
  }
}

void check_ignored_globals(Context& context, const SamResource& resource) {
  const Field* ignore = resource.written->body->find("IgnoreGlobals");
  const Value* globals = context.written().globals;
  const Field* section = globals != nullptr ? globals->find(resource.type) : nullptr;
  if (section == nullptr || !is_given(ignore) || ignore->value->literal() == "*") return;
  if (!ignore->value->is(ValueKind::list)) {
    context.refuse_value(resource, *ignore, {"IgnoreGlobals has to be \"*\" or a list of properties in Globals"});
    return;
  }
  for (const Field& item : ignore->value->fields)
    if (section->value->find(item.value->literal()) == nullptr)
      context.refuse_value(resource, item, {"IgnoreGlobals names ", item.value->literal(), ", which Globals does not set"});
}

}  // namespace

void check_structure(Context& context) {
  check_sections(context);
  for (const Resource& resource : context.written().resources) {
    if (!resource.body->is(ValueKind::map) && !resource.body->is(ValueKind::broken))
      context.refuse(resource, resource.origin.value_place(), Refusal::value, {"a resource has to be a map"},
                     "check the indentation");
    const Field* condition = resource.body->find("Condition");
    if (condition != nullptr && !condition->value->is(ValueKind::text) && !condition->value->is(ValueKind::broken))
      context.refuse_value(resource, *condition, {"Condition has to be the name of a condition"});
  }
}

void check_resource(Context& context, SamResource& resource) {
  const Resource& written = *resource.written;
  if (!is_alphanumeric(written.id))
    context.refuse(resource, written.origin.key_place(), Refusal::value, {"a logical id has to be letters and digits"});
  const Value& properties = *written.properties->value;
  if (properties.is(ValueKind::broken)) resource.broken = true;
  else if (!properties.is(ValueKind::map) && !properties.is(ValueKind::absent)) {
    context.refuse_value(resource, *written.properties, {"Properties has to be a map"});
    resource.broken = true;
  }
  for (const std::string_view name : {"DeletionPolicy", "UpdateReplacePolicy"}) {
    const Field* policy = written.body->find(name);
    if (policy != nullptr && (policy->value->is(ValueKind::list) || policy->value->is(ValueKind::map)))
      context.refuse_value(resource, *policy, {name, " has to be a text"});
  }
  check_ignored_globals(context, resource);
  if (has_malformed_call(*resource.properties)) context.refuse_silently();
}

}  // namespace cumulint::sam
