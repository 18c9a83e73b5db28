// A template from text with its conditions and resolver: for tests of the layers above resolve.

#pragma once

#include <map>
#include <memory>
#include <string>

#include "resolve/resolver.h"
#include "support/template.h"

namespace cumulint::test {

using Parameters = std::map<std::string, std::string, std::less<>>;

struct Resolved {
  std::unique_ptr<ReadTemplate> read;
  GivenValues given;
  const Template* effective = nullptr;
  std::unique_ptr<Conditions> conditions;
  std::unique_ptr<Resolver> resolver;

  Resolved(std::string text, Parameters parameters) : read(read_template(std::move(text))) {
    given.parameters = std::move(parameters);
    set_effective(read->source);
  }
  void set_effective(const Template* source) {
    effective = source;
    conditions = std::make_unique<Conditions>(*effective, given, read->arena);
    resolver = std::make_unique<Resolver>(*effective, *conditions, given);
  }
  Arena& arena() const { return read->arena; }
  const Resource& resource(std::string_view id) const {
    const Resource* found = effective->find_resource(id);
    CUMULINT_ASSERT(found != nullptr);
    return *found;
  }
};

inline std::unique_ptr<Resolved> resolve_template(std::string text, Parameters parameters = {}) {
  return std::make_unique<Resolved>(std::move(text), std::move(parameters));
}

}  // namespace cumulint::test
