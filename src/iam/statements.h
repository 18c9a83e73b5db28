// Statements: the parts of a policy document as records.
#pragma once

#include <vector>

#include "iam/policies.h"

namespace cumulint {

/// Reads policy documents; all that it makes lives in one arena.
class StatementReader {
 public:
  StatementReader(const Resolver& resolver, Arena& arena) : resolver_(resolver), arena_(arena) {}

  /// The statements of the documents that may stand in `document`; sets `open` if some can't be seen.
  std::span<const Statement> document(const Field& document, const Scenario& under, bool& open);
  /// One statement, if the field may hold one.
  void statement(const Field& field, const Scenario& under, std::vector<Statement>& out, bool& open);
  /// The values of a list or scalar.
  std::span<const PolicyItem> items(const Field& list, const Scenario& under, bool& open);

  const Resolver& resolver() const { return resolver_; }
  Arena& arena() const { return arena_; }

 private:
  Statement read(const Field& field, const Scenario& under);
  void read_each(const Field& field, const Scenario& under, std::vector<Statement>& out);
  void add_item(const Field& field, const Scenario& under, std::vector<PolicyItem>& out, bool& open);
  void read_principals(const Field& field, const Scenario& under, Statement& statement);
  void read_conditions(const Field& field, const Scenario& under, Statement& statement);
  Effect read_effect(const Field& map, const Scenario& under);

  const Resolver& resolver_;
  Arena& arena_;
};

/// One unknown text.
PartialText unknown_text(Arena& arena);
/// A literal text.
PartialText literal_text(std::string_view text, Arena& arena);

}  // namespace cumulint
