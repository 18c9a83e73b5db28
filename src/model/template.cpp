// Look-ups in a template by name.
#include "model/template.h"

#include <algorithm>

namespace cumulint {
namespace {

template <class Record>
const Record* find_named(std::span<const Record> records, std::string_view name) {
  for (const Record& record : records)
    if (record.name == name) return &record;
  return nullptr;
}

}  // namespace

const Field* Resource::find(std::string_view path) const { return properties->value->find_path(path); }

const Resource* Template::find_resource(std::string_view id) const {
  const auto at = std::lower_bound(by_id.begin(), by_id.end(), id, [this](std::uint32_t index, std::string_view wanted) {
    return resources[index].id < wanted;
  });
  return at != by_id.end() && resources[*at].id == id ? &resources[*at] : nullptr;
}

const Parameter* Template::find_parameter(std::string_view name) const { return find_named(parameters, name); }
const Condition* Template::find_condition(std::string_view name) const { return find_named(conditions, name); }
const Mapping* Template::find_mapping(std::string_view name) const { return find_named(mappings, name); }

}  // namespace cumulint
