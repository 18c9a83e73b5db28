// ValueWalk: one question to the Resolver, on its way through the expressions of a value.
#pragma once

#include <vector>

#include "resolve/condition-table.h"
#include "resolve/resolver.h"

namespace cumulint {

/// What is known of a scalar while it is put together.
struct Known {
  std::vector<Candidate> candidates;
  bool open = false;         // other values may appear
  bool invalid = false;
  bool has_rest = false;     // open, and no candidate (a hole) stands for the other values
  Reference rest;            // what gives them, if one thing does
};

/// One list that may stand somewhere.
struct ListChoice {
  std::vector<Field> items;
  Scenario when;
  bool is_call = false;  // one function stands for it, of which nobody knows here whether it gives a list or a text
};
struct Lists {
  std::vector<ListChoice> choices;
  bool open = false;
  bool invalid = false;
};

/// Structures while they are collected.
struct Found {
  std::vector<Choice> items;
  bool open = false;
  bool invalid = false;
};

class ValueWalk {
 public:
  ValueWalk(const Template& source, const Conditions& conditions, const GivenValues& given, Arena& arena)
      : source_(source), conditions_(conditions), given_(given), arena_(arena) {}

  static constexpr std::size_t candidate_limit = 32;
  static constexpr std::size_t choice_limit = 2'000;

  // value-choices.cpp
  void choices(const Field& field, const Scenario& under, Found& found, int depth = 0);
  void find(const Field& field, std::string_view path, const Scenario& under, Found& found);
  // value-lists.cpp
  Lists lists(const Field& field, const Scenario& under, int depth);
  void items(const Field& field, const Scenario& under, Found& found);
  // value-texts.cpp
  Known text(const Field& field, const Scenario& under, int depth = 0);
  Possible possible(const Known& known);

 private:
  // value-choices.cpp
  void add(Found& found, const Field& field, const Scenario& when);
  void if_choices(const Field& field, const Scenario& under, Found& found, int depth);
  void map_choices(const Field& field, const Scenario& under, Found& found, int depth);
  void add_mapped(const Field& field, const Field* mapped, const Scenario& when, Found& found, int depth);
  const Field* given_field(const Field& reference, const Parameter* parameter);
  Field below(const Field& outer, const Field& inner, std::string_view key) const;
  Field absent_at(const Field& nearest, std::string_view key);
  bool step() { return steps_-- > 0; }

  // value-lists.cpp
  /// Like lists(), but every item is certainly there: one list for each way in which items may be left out.
  Lists settled_lists(const Field& field, const Scenario& under, int depth);
  bool settle_item(std::vector<ListChoice>& lists, const Field& item, int depth);
  void add_list_call(const Field& field, const Scenario& when, Lists& result, int depth);

  // value-parameters.cpp
  Known parameter(const Field& reference, const Scenario& under);
  Known closed_parameter(const Field& reference, const Declaration& declaration, const Scenario& under);
  bool only_named_values(const Declaration& declaration, const Scenario& under, std::vector<std::string_view>& values);
  /// `under` with `declaration = literal`; false if that can't be.
  bool assume(const Declaration& declaration, std::string_view literal, Basis basis, const Scenario& under, Scenario& out);
  /// The keys of a map that an expression may choose.
  struct Key {
    std::string_view text;
    Scenario when;
  };
  struct Keys {
    std::vector<Key> keys;
    std::vector<Scenario> others;  // when a key is chosen that the map does not have, which only a DefaultValue allows
    bool is_limited = false;       // only the map limits the keys
    bool open = false, invalid = false;
  };
  Keys keys(const Field& field, const Value* map, const Scenario& under, int depth);
  Keys map_keys(const Field& field, const Value* map, const Scenario& under, bool has_default, int depth);

  // value-texts.cpp
  void scalar(const Field& field, const Scenario& when, Known& known, int depth);
  void call(const Field& field, const Scenario& when, Known& known, int depth);
  void add_text(Known& known, const Field& field, std::string_view text, const Scenario& when);
  void add_hole(Known& known, const Field& field, const Reference& reference, const Scenario& when);
  void add_all(Known& known, const Known& more);
  void literal(const Field& field, const Scenario& when, Known& known);
  void reference(const Field& field, const Scenario& when, Known& known);
  void attribute(const Field& field, const Scenario& when, Known& known);
  void import(const Field& field, const Scenario& when, Known& known, int depth);
  void base64(const Field& field, const Scenario& when, Known& known, int depth);
  void length(const Field& field, const Scenario& when, Known& known, int depth);
  void select(const Field& field, const Scenario& when, Known& known, int depth);
  // value-json.cpp
  void to_json(const Field& field, const Scenario& when, Known& known, int depth);
  bool add_json(std::vector<Known>& parts, const Field& field, const Scenario& when, int depth);
  bool add_json_structure(std::vector<Known>& parts, const Field& field, const Scenario& when, int depth);
  void add_json_text(std::vector<Known>& parts, const Field& field, std::string_view text, const Scenario& when);
  bool gives_text(const Expression& call) const;
  // value-concatenation.cpp
  void sub(const Field& field, const Scenario& when, Known& known, int depth);
  void join(const Field& field, const Scenario& when, Known& known, int depth);
  void join_items(const Field& field, const ListChoice& list, std::string_view delimiter, Known& known, int depth);
  void concatenate(const Field& field, const std::vector<Known>& parts, const Scenario& when, Known& known);
  bool expand(const Field& field, const std::vector<Known>& parts, const Scenario& when, Known& known);
  void append(std::vector<Piece>& pieces, const Known& part) const;
  std::span<const Piece> join_known(const std::vector<Piece>& pieces) const;

  const Template& source_;
  const Conditions& conditions_;
  const GivenValues& given_;
  Arena& arena_;
  int steps_ = 20'000;
};

}  // namespace cumulint
