// Template: what a template says, as typed records over generic values. One is written, one is effective (after SAM).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "model/expression.h"
#include "model/value.h"

namespace cumulint {

struct Parameter {
  std::string_view name;
  Origin origin;
  std::string_view type;                    // "String" if not given
  const Field* default_value = nullptr;     // null if there is none
  std::span<const Field> allowed_values;    // empty if none
  bool no_echo = false;
  const Value* definition = nullptr;        // the whole map
};

struct Mapping {
  std::string_view name;
  Origin origin;
  const Value* definition = nullptr;  // map of maps; a broken one is Value::broken
};

struct Condition {
  std::string_view name;
  Origin origin;
  const Field* definition = nullptr;  // never null
};

/// A resource, written or made by SAM.
struct Resource {
  std::string_view id;
  std::string_view type;                    // empty if absent or no text
  Origin origin;                            // key: the logical id; value: the body
  std::string_view condition;               // empty if none
  const Field* condition_field = nullptr;
  std::span<const Field> depends_on;        // items with literal ids
  const Field* properties = nullptr;        // never null: an absent one is Value::absent at the id
  const Field* metadata = nullptr;          // null if none
  const Value* body = nullptr;              // everything below the id
  const Resource* written = nullptr;        // the SAM resource that made it or became it; null: it stands as written
  std::string_view event;                   // of what a SAM event made: the event's key
  const Field* event_field = nullptr;       // and its field: a finding's place
  bool generated = false;                   // its id is not declared in the text
  /// A property by its dotted path, or null.
  const Field* find(std::string_view path) const;
};

struct Output {
  std::string_view name;
  Origin origin;
  std::string_view condition;
  const Field* value = nullptr;        // never null
  const Field* export_name = nullptr;  // null if not exported
};

/// Something wrong in the text, found below the rules; the rule named reports it (rules/validity). In the unit's arena.
struct Problem {
  std::string_view rule;  // "template-syntax", "duplicate-key", "invalid-intrinsic", "sam-property-conflict" …
  Location where;
  std::string_view message, why, help;
  std::span<const Location> related;
  std::span<const std::string_view> related_texts;  // beside `related`
  std::string_view resource;                        // logical id that it is about; empty if none
};

struct Template {
  FileId file = FileId::none;
  const Tree* tree = nullptr;
  std::span<const Parameter> parameters;
  std::span<const Mapping> mappings;
  std::span<const Condition> conditions;
  std::span<const Resource> resources;   // in file order; SAM's generated ones follow what caused them
  std::span<const std::uint32_t> by_id;  // indexes of `resources`, sorted by id
  std::span<const Output> outputs;
  std::span<const Field> transforms;     // literal names, or whole entries with parameters
  const Value* globals = nullptr;        // SAM's; null if none
  const Value* metadata = nullptr;       // of the template; null if none
  const Value* rules = nullptr;          // the Rules section; null if none
  const Value* root = nullptr;           // the whole text as a Value; never null
  std::string_view description;
  bool has_sam = false;                  // the transform is declared
  bool has_language_extensions = false;
  bool has_unknown_macro = false;        // a top-level transform that we don't know: absence proves nothing
  bool is_template = false;              // has a Resources map (or is clearly meant to be one)

  const Resource* find_resource(std::string_view id) const;
  const Parameter* find_parameter(std::string_view name) const;
  const Condition* find_condition(std::string_view name) const;
  const Mapping* find_mapping(std::string_view name) const;
};

}  // namespace cumulint
