// From meanings to CodeValues: environment variables and parameters are answered by the template, names by its resources.
#pragma once

#include <string_view>
#include <vector>

#include "code/facts.h"
#include "code/meaning.h"
#include "code/modules.h"
#include "resolve/resolver.h"
#include "resolve/resource-names.h"

namespace cumulint {

/// The place of something in a source; of inline code its place in the template.
Location location_of(const SourcePlace& place);

/// Answers for one function.
class CodeValues {
 public:
  CodeValues(const Resource& function, const Resolver& resolver, const ResourceNames& names, Arena& arena)
      : function_(function), resolver_(resolver), names_(names), arena_(arena) {}

  CodeValue make(const Meanings& values, SourcePlace where) const;
  /// With the resource that it names, which is one of a service's.
  CodeValue make_target(const Meanings& values, std::string_view service, SourcePlace where) const;

  /// The function's variable of that name in whatever case; else the name itself.
  std::string_view variable_like(std::string_view name) const;

  /// What the template writes for a variable in plain; empty if it is anything else, or nothing.
  std::string_view written_variable(std::string_view name) const;

  const Resolver& resolver() const { return resolver_; }
  Arena& arena() const { return arena_; }

 private:
  struct Sink;

  void add(const Meaning& one, Sink& sink) const;
  void add_text(const Meaning& text, Sink& sink) const;
  bool add_substituted(const Meaning& literal, Sink& sink) const;
  void add_environment(const Meaning& read, Sink& sink) const;
  void add_stored(const Meaning& stored, Sink& sink) const;
  Possible environment(std::string_view name, bool& defined) const;
  Possible possible_of(const Meaning& hole) const;
  const Field* field_of(const Meaning& literal, std::string_view text) const;
  void find_resource(CodeValue& value, std::string_view service) const;

  const Resource& function_;
  const Resolver& resolver_;
  const ResourceNames& names_;
  Arena& arena_;
};

}  // namespace cumulint
