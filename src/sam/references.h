// References: what `!Ref Fn.Version`, `${Api.Stage}` and the ids of layers and connectors mean after expansion.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

class References {
 public:
  explicit References(const Context& context) : context_(context) {}

  bool nothing_to_do() const { return context_.names().empty() && context_.renames().empty(); }
  /// The same value with all references rewritten; the very same if there is nothing to rewrite.
  const Value* rewritten(const Value* value) const { return rewrite(value, 0); }
  Field rewritten(Field field) const;
  /// What a dependency on `id` is one on.
  std::vector<std::string_view> dependencies(std::string_view id) const;

 private:
  struct Target {
    std::string_view id, attribute;
  };
  const Value* rewrite(const Value* value, int depth) const;
  const Value* rewrite_fields(const Value* value, int depth) const;
  const Value* rewrite_expression(const Value* value, int depth) const;
  const Value* rewrite_sub(const Value* value, int depth) const;
  /// False if the target stays as it is.
  bool find(std::string_view target, std::string_view attribute, Target& made) const;

  const Context& context_;
};

}  // namespace cumulint::sam
