// Makers of values: what passes that generate template text (SAM, language extensions) build resources from.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "model/expression.h"
#include "model/template.h"

namespace cumulint {

/// Makes immutable values in one arena; every Field gets `origin`. Copy it with another origin for another cause.
class Maker {
 public:
  Maker(Arena& arena, Origin origin) : arena_(&arena), origin_(origin) {}

  const Value* text(std::string_view literal) const;             // copied into the arena
  const Value* number(long long n) const;
  const Value* boolean(bool b) const;
  const Value* list(std::initializer_list<const Value*> items) const;
  const Value* list(const std::vector<const Value*>& items) const;
  const Value* list(std::vector<Field> items) const;
  const Value* map(std::initializer_list<std::pair<std::string_view, const Value*>> pairs) const;  // null values left out
  const Value* map(std::vector<Field> fields) const;
  const Value* ref(std::string_view id) const;
  const Value* get_att(std::string_view id, std::string_view attribute) const;
  const Value* sub(std::string_view text) const;
  const Value* sub(std::string_view text, std::vector<Field> variables) const;
  const Value* join(std::string_view delimiter, const std::vector<const Value*>& parts) const;
  const Value* if_(std::string_view condition, const Value* then, const Value* otherwise) const;
  const Value* no_value() const;
  /// {name: argument} with the expression parsed, as if it had been written.
  const Value* call(std::string_view name, const Value* argument) const;

  Field field(std::string_view key, const Value* value) const { return {key, origin_, value}; }
  Field* keep(Field field) const { return arena_->make<Field>(field); }
  Maker at(Origin origin) const { return {*arena_, origin}; }
  Origin origin() const { return origin_; }
  Arena& arena() const { return *arena_; }

 private:
  Arena* arena_;
  Origin origin_;
};

/// Parses `{name: argument}`: an expression for an intrinsic, null if `name` is none.
const Expression* parse_expression(std::string_view name, const Field& argument, Arena& arena,
                                   std::vector<Problem>& problems);

/// Cuts a Sub text into parts; malformed `${` is literal text and a problem.
std::span<const SubPart> parse_sub(std::string_view text, Arena& arena);

}  // namespace cumulint
