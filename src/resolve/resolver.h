// Resolver: asks what a value of a template may be at deployment.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "model/template.h"
#include "resolve/possible.h"
#include "resolve/scenario.h"

namespace cumulint {

/// Facts that the user gave: --parameter, parameter files, samconfig.toml; pseudo parameters by their own names
/// ("AWS::Region"). A parent stack's values arrive here too.
struct GivenValues {
  std::map<std::string, std::string, std::less<>> parameters;
};

/// The conditions and parameters of one template, and which of their values can coexist. Immutable after construction.
class Conditions {
 public:
  Conditions(const Template& source, const GivenValues& given, Arena& arena);
  Conditions(const Conditions&) = delete;  // declarations point back at it
  Conditions& operator=(const Conditions&) = delete;

  const Declaration* find(std::string_view name, bool is_condition) const;
  /// `when` and the condition being true (or false). Adds nothing if the condition is certain either way.
  Scenario with(const Scenario& when, std::string_view condition, bool is, Arena& arena) const;
  Scenario with(const Scenario& when, const Scenario& other, Arena& arena) const;
  /// Is the condition true under `when`? unknown: both are possible.
  Truth holds(std::string_view condition, const Scenario& when = {}) const;
  Truth consistent(const Scenario& a, const Scenario& b) const;
  Truth certain(const Scenario& when) const;
  /// The values of a parameter that conditions tell apart.
  std::span<const std::string_view> named_values(const Declaration& parameter) const;

  struct Impl;

 private:
  const Impl* impl_;
};

/// Thread-safe: every answer goes into the arena that the caller gives (a scratch arena of the run, or the unit's).
class Resolver {
 public:
  Resolver(const Template& source, const Conditions& conditions, const GivenValues& given);

  /// The scalar values that may stand in a field.
  Possible resolve(const Field& field, Arena& arena, const Scenario& under = {}) const;
  /// The structures that may stand in a field: lists, maps, texts, or expressions that are neither If nor NoValue.
  Choices choices(const Field& field, Arena& arena, const Scenario& under = {}) const;
  /// The items of the lists that may stand in a field, each once, with the scenario in which it is there. A scalar
  /// where a list may stand counts as its one item.
  Choices items(const Field& list, Arena& arena, const Scenario& under = {}) const;
  /// The values at a dotted path below `field` ("RedrivePolicy.deadLetterTargetArn"), through Ifs on the way; where a
  /// step is missing the choice is absent and its field is the nearest thing that exists. JSON text is looked into
  /// where CloudFormation takes JSON text (`RedrivePolicy` given as string).
  Choices find(const Field& field, std::string_view path, Arena& arena, const Scenario& under = {}) const;
  /// A property of a resource as scalar, under its Condition; `default_text`, if not null, stands in where it is absent.
  Possible property(const Resource& resource, std::string_view path, Arena& arena,
                    const char* default_text = nullptr) const;
  Choices property_choices(const Resource& resource, std::string_view path, Arena& arena) const;
  /// The scenario in which a resource exists.
  Scenario exists(const Resource& resource, Arena& arena) const;

  const Template& source() const { return *source_; }
  const Conditions& conditions() const { return *conditions_; }

 private:
  const Template* source_;
  const Conditions* conditions_;
  const GivenValues* given_;
};

}  // namespace cumulint
