// The CloudFormation resource types: their properties, attributes and value types, packed from aws-service-spec.

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "schema/packed.h"

namespace cumulint::schema {

class Property;
class ResourceType;

enum class TypeKind : std::uint32_t { string, integer, number, boolean, json, date_time, tag, array, map, object, one_of };

/// What a property or an attribute holds.
class Type {
 public:
  TypeKind kind() const { return kind_; }
  /// Of an array or a map.
  const Type& element() const;
  /// Of an object: the name of its definition ("DeadLetterConfig") and its properties, sorted by name.
  std::string_view name() const;
  std::span<const Property> properties() const;
  const Property* find_property(std::string_view name) const;
  /// Of a string or an integer: its only values, as text; empty where any value will do.
  std::span<const Text> allowed_values() const;
  /// Of a union.
  std::size_t alternative_count() const;
  const Type& alternative(std::size_t index) const;

 private:
  TypeKind kind_;
  Range range_;
};

/// What a property may point at: a property or attribute of another resource type.
class Relation {
 public:
  const ResourceType& target() const;
  /// "Arn", "TableName"; for the ref of a type whose `Ref` returns it, that name.
  std::string_view member() const { return member_; }

 private:
  std::uint32_t target_;
  Text member_;
};

class Property {
 public:
  std::string_view name() const { return name_; }
  const Type& type() const;
  bool is_required() const { return packed_ & 1; }
  bool is_deprecated() const { return packed_ & 2; }
  /// A change makes CloudFormation replace the resource.
  bool replaces() const { return packed_ & 4; }
  /// The documented value where the property is not set, as text; nothing where none is documented.
  std::optional<std::string_view> default_value() const;
  std::span<const Relation> relations() const;

 private:
  Text name_;
  std::uint32_t packed_;  // flags in the low byte, the index of the type above
};

/// What `Fn::GetAtt` returns: "Arn", "Endpoint.Port".
class Attribute {
 public:
  std::string_view name() const { return name_; }
  const Type& type() const;

 private:
  Text name_;
  std::uint32_t type_;
};

class ResourceType {
 public:
  std::string_view name() const { return name_; }
  /// Sorted by name.
  std::span<const Property> properties() const;
  const Property* find_property(std::string_view name) const;
  std::span<const Attribute> attributes() const;
  const Attribute* find_attribute(std::string_view name) const;
  /// The property or attribute that `Ref` returns; empty where it has several parts or is not known.
  std::string_view ref_returns() const { return ref_; }
  /// "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}"; empty where there is none.
  std::string_view arn_template() const { return arn_; }
  /// It holds data of its own: a table, a bucket, a queue.
  bool is_stateful() const { return flags_ & 1; }

 private:
  Text name_, ref_, arn_;
  std::uint32_t flags_;
  Range properties_, attributes_;
};

/// All types but those of SAM, sorted by name.
std::span<const ResourceType> resource_types();
const ResourceType* find_resource_type(std::string_view name);

/// The name that a typo most likely meant; empty if none is near.
std::string_view nearest_attribute(const ResourceType& type, std::string_view name);

}  // namespace cumulint::schema
