// Lookups in the packed resource types.

#include "schema/schema.h"

#include <algorithm>
#include <vector>

#include "base/assert.h"
#include "base/strings.h"

namespace cumulint::schema {
namespace {

struct Definition {
  Text name;
  Range properties;
};

// What few properties have; sorted by property.
struct PropertyExtra {
  std::uint32_t property;
  std::uint32_t has_default;
  Text default_value;
  Range relations;
};

extern "C" {
extern const ResourceType cumulint_packed_resource_types[], cumulint_packed_resource_types_end[];
extern const Definition cumulint_packed_definitions[];
extern const Property cumulint_packed_properties[];
extern const PropertyExtra cumulint_packed_property_extras[], cumulint_packed_property_extras_end[];
extern const Relation cumulint_packed_relations[];
extern const Attribute cumulint_packed_attributes[];
extern const Type cumulint_packed_types[];
extern const std::uint32_t cumulint_packed_alternatives[];
extern const Text cumulint_packed_allowed_values[];
}

template <class Record>
const Record* find_named(std::span<const Record> records, std::string_view name) {
  const auto found = std::lower_bound(records.begin(), records.end(), name,
                                      [](const Record& record, std::string_view wanted) { return record.name() < wanted; });
  return found != records.end() && found->name() == name ? &*found : nullptr;
}

template <class Record>
std::string_view nearest(std::span<const Record> records, std::string_view name) {
  std::vector<std::string_view> names;
  names.reserve(records.size());
  for (const Record& record : records) names.push_back(record.name());
  return did_you_mean(name, names);
}

const PropertyExtra* find_extra(const Property& property) {
  const auto index = static_cast<std::uint32_t>(&property - cumulint_packed_properties);
  const PropertyExtra* end = cumulint_packed_property_extras_end;
  const PropertyExtra* found =
      std::lower_bound(cumulint_packed_property_extras, end, index,
                       [](const PropertyExtra& extra, std::uint32_t wanted) { return extra.property < wanted; });
  return found != end && found->property == index ? found : nullptr;
}

}  // namespace

const Type& Type::element() const {
  CUMULINT_ASSERT(kind_ == TypeKind::array || kind_ == TypeKind::map);
  return cumulint_packed_types[range_.first];
}

std::string_view Type::name() const {
  return kind_ == TypeKind::object ? cumulint_packed_definitions[range_.first].name.view() : std::string_view{};
}

std::span<const Property> Type::properties() const {
  if (kind_ != TypeKind::object) return {};
  return cumulint_packed_definitions[range_.first].properties.of(cumulint_packed_properties);
}

const Property* Type::find_property(std::string_view name) const { return find_named(properties(), name); }

std::span<const Text> Type::allowed_values() const {
  if (kind_ != TypeKind::string && kind_ != TypeKind::integer) return {};
  return range_.of(cumulint_packed_allowed_values);
}

std::size_t Type::alternative_count() const { return kind_ == TypeKind::one_of ? range_.count : 0; }

const Type& Type::alternative(std::size_t index) const {
  CUMULINT_ASSERT(index < alternative_count());
  return cumulint_packed_types[cumulint_packed_alternatives[range_.first + index]];
}

const ResourceType& Relation::target() const { return cumulint_packed_resource_types[target_]; }

const Type& Property::type() const { return cumulint_packed_types[packed_ >> 8]; }

std::optional<std::string_view> Property::default_value() const {
  const PropertyExtra* extra = find_extra(*this);
  if (!extra || !extra->has_default) return std::nullopt;
  return extra->default_value;
}

std::span<const Relation> Property::relations() const {
  const PropertyExtra* extra = find_extra(*this);
  return extra ? extra->relations.of(cumulint_packed_relations) : std::span<const Relation>{};
}

const Type& Attribute::type() const { return cumulint_packed_types[type_]; }

std::span<const Property> ResourceType::properties() const { return properties_.of(cumulint_packed_properties); }

const Property* ResourceType::find_property(std::string_view name) const { return find_named(properties(), name); }

std::span<const Attribute> ResourceType::attributes() const { return attributes_.of(cumulint_packed_attributes); }

const Attribute* ResourceType::find_attribute(std::string_view name) const { return find_named(attributes(), name); }

std::span<const ResourceType> resource_types() {
  return {cumulint_packed_resource_types, cumulint_packed_resource_types_end};
}

const ResourceType* find_resource_type(std::string_view name) { return find_named(resource_types(), name); }

std::string_view nearest_attribute(const ResourceType& type, std::string_view name) {
  return nearest(type.attributes(), name);
}

}  // namespace cumulint::schema
