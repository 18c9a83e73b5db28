// IAM's actions and the resources they work on, packed from the service authorization reference. Names compare without
// case, as IAM compares them.

#pragma once

#include <span>
#include <string_view>

#include "schema/packed.h"

namespace cumulint::schema {

class Service;

enum class AccessLevel : std::uint8_t { read, list, write, tagging, permissions_management };

/// A kind of resource that policies can name: "table" of dynamodb, with the pattern of its ARN.
class ResourceKind {
 public:
  std::string_view name() const { return name_; }
  /// "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}"
  std::string_view arn() const { return arn_; }

 private:
  Text name_, arn_;
};

/// A kind of resource that an action takes.
class ActionResource {
 public:
  const ResourceKind& kind() const;
  /// A policy must name one of it for the action to work.
  bool is_required() const { return packed_ & 1; }

 private:
  std::uint32_t packed_;  // required in the lowest bit, the index of the kind above
};

class Action {
 public:
  /// "Scan"
  std::string_view name() const { return name_; }
  const Service& service() const;
  AccessLevel access_level() const { return level_; }
  /// Empty: the action knows no resources, so that only `Resource: "*"` grants it.
  std::span<const ActionResource> resources() const;

 private:
  Text name_;
  std::uint16_t service_;
  AccessLevel level_;
  std::uint8_t resource_count_;
  std::uint32_t first_resource_;
};

class Service {
 public:
  /// "dynamodb"
  std::string_view prefix() const { return prefix_; }
  /// "Amazon DynamoDB"
  std::string_view title() const { return title_; }
  /// Sorted by name, without case.
  std::span<const Action> actions() const;
  std::span<const ResourceKind> resource_kinds() const;

 private:
  Text prefix_, title_;
  Range actions_, kinds_;
};

std::span<const Service> services();
const Service* find_service(std::string_view prefix);
/// `name` is "dynamodb:Scan".
const Action* find_action(std::string_view name);

/// Walks the actions that a pattern of a policy names: "dynamodb:Get*", "s3:*", "*".
///   for (ActionCursor cursor("s3:Get*"); const Action* action = cursor.next();) …
class ActionCursor {
 public:
  explicit ActionCursor(std::string_view pattern);
  const Action* next();

 private:
  bool enter_next_service();

  std::string_view service_pattern_, action_pattern_;
  std::span<const Service> services_;  // not yet entered
  std::span<const Action> actions_;    // of the entered one, not yet visited
};

/// Wildcards `*` and `?`, without case: how IAM compares action names.
bool matches_action_pattern(std::string_view pattern, std::string_view text);

}  // namespace cumulint::schema
