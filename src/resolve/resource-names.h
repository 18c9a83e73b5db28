// ResourceNames: which resource of a template a reference, name, ARN or URL means.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "resolve/arn-forms.h"
#include "resolve/flat-text.h"
#include "resolve/resolver.h"

namespace cumulint {

/// What a text names. Account, Region and partition fit any.
struct Named {
  const Resource* resource = nullptr;  // null: it is outside of the template, or nothing is known
  Truth sure = Truth::unknown;         // yes: certainly this one, or certainly none of the template
  std::string_view shown = {};         // the logical id; of what is outside: its ARN or name; "${Param}"
  std::string_view type = {};          // CloudFormation type, also of what is outside if its ARN tells; else empty
  std::string_view qualifier = {};     // of a function or state machine: alias name, version's logical id; may be empty
  std::string_view rest = {};          // what follows the resource: "/index/ByDate", "/prod/GET/orders"
  const Field* field = nullptr;        // where the text is written
  Scenario when = {};                  // in which the text stands there and the resource exists
};

/// The kinds of a bare name; empty: any.
using NameTypes = std::span<const std::string_view>;

class ResourceNames {
 public:
  /// Looks at the explicit names of all resources once. Everything lives in `arena`.
  static const ResourceNames* build(const Template& source, const Resolver& resolver, Arena& arena);

  /// Everything that a field may name. An open end is a Named without resource that is not sure; what is absent names
  /// nothing.
  std::vector<Named> find_all(const Field& field, NameTypes types, Arena& arena, const Scenario& under = {}) const;
  /// Everything that one candidate may name.
  std::vector<Named> find_all(const Candidate& value, NameTypes types, Arena& arena) const;
  /// What a text with holes may name.
  std::vector<Named> find(const FlatText& text, NameTypes types, Arena& arena) const;

  /// The explicit names that a resource may have, as texts with holes; nothing if AWS makes its name up.
  std::vector<FlatText> names_of(const Resource& resource, Arena& arena) const;

  const Resolver& resolver() const { return *resolver_; }

  struct Impl;

 private:
  const Resolver* resolver_ = nullptr;
  const Impl* impl_ = nullptr;
};

}  // namespace cumulint
