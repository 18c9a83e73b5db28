// JoinedNames: what the resources, parameters, conditions and mappings of several stacks are called in one template.
#pragma once

#include <array>
#include <map>
#include <string_view>

#include "base/arena.h"
#include "workspace/stacks.h"

namespace cumulint {

enum class NameKind : std::uint8_t { reference, condition, mapping };  // reference: what Ref may name

/// A name that one stack has stays; those of several get their stack's name in front: "Orders/Queue".
class JoinedNames {
 public:
  explicit JoinedNames(Arena& arena) : arena_(arena) {}

  void declare(NameKind kind, std::string_view name) { ++uses_[std::size_t(kind)][name]; }
  std::string_view name(NameKind kind, const Stack& stack, std::string_view name);

 private:
  Arena& arena_;
  std::array<std::map<std::string_view, unsigned>, 3> uses_;
  std::map<std::pair<const Stack*, std::string_view>, std::string_view> qualified_;
};

/// Pseudo parameters that each stack has its own of.
inline constexpr std::array<std::string_view, 3> own_of_stack = {"AWS::StackName", "AWS::StackId", "AWS::NotificationARNs"};

}  // namespace cumulint
