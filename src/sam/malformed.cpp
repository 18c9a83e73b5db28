// Finds calls that could not be read.
#include "sam/malformed.h"

#include "base/strings.h"

namespace cumulint::sam {
namespace {

bool is_looked_into(std::string_view name) {
  if (starts_with(name, "!")) name.remove_prefix(1);
  if (starts_with(name, "Fn::")) name.remove_prefix(4);
  return name == "If" || name == "FindInMap";
}

bool is_call(const Node& node) {
  if (!node.tag.empty()) return is_looked_into(node.tag);
  return node.kind == NodeKind::mapping && node.children.size() == 1 && starts_with(node.children[0].key, "Fn::") &&
         is_looked_into(node.children[0].key);
}

bool search(const Value& value, int depth) {
  if (depth > 400) return false;
  if (value.is(ValueKind::broken)) return value.node != nullptr && is_call(*value.node);
  for (const Field& field : value.fields)
    if (search(*field.value, depth + 1)) return true;
  if (!value.is(ValueKind::expression)) return false;
  for (const Field& argument : value.expression->args)
    if (search(*argument.value, depth + 1)) return true;
  return false;
}

}  // namespace

bool has_malformed_call(const Value& value) { return search(value, 0); }

}  // namespace cumulint::sam
