// Names of several stacks in one template.
#include "workspace/joined-names.h"

namespace cumulint {

std::string_view JoinedNames::name(NameKind kind, const Stack& stack, std::string_view name) {
  const auto& uses = uses_[std::size_t(kind)];
  const auto found = uses.find(name);
  if (stack.name.empty() || found == uses.end() || found->second < 2) return name;
  std::string_view& qualified = qualified_[{&stack, name}];
  if (qualified.empty()) qualified = arena_.join({stack.name, "/", name});
  return qualified;
}

}  // namespace cumulint
