// Globals: the section whose settings all SAM resources of a kind share.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "sam/context.h"

namespace cumulint::sam {

class Globals {
 public:
  explicit Globals(Context& context) : context_(context) {}

  /// Refuses unknown sections and properties.
  void check();
  /// A resource's properties with those of its section beneath: a map.
  const Value* merged(const Resource& resource, std::string_view type);
  /// At the end: tells every merged value how many resources it reached.
  void count_users();

 private:
  const Value* merge(const Value& shared, const Value& own, const Resource& user);
  const Value* shared_copy(const Value& shared, const Resource& user);
  Field shared_field(const Field& field, const Resource& user);
  bool is_ignored(const Resource& resource, std::string_view property);

  Context& context_;
  std::unordered_map<const Field*, std::vector<Cause*>> uses_;
};

}  // namespace cumulint::sam
