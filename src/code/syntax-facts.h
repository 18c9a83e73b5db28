// What the syntax alone says: names that a block assigns, what a catch does, whether a block leaves.
#pragma once

#include <string_view>
#include <vector>

#include "code/program.h"
#include "code/trace.h"

namespace cumulint {

/// A name and what it is given; null: not to be told without running the block.
struct AssignedValue {
  std::string_view name;
  const Expr* value = nullptr;
};
/// All assignments to names in a block, functions in it left out.
std::vector<AssignedValue> assigned_values(const Block& block);
/// Does the block end in a return or raise (break and continue only leave a loop)?
bool leaves_function(const Block& block);
TracedCatch catch_facts(const Catch& clause);
/// Does a try catch what a missing environment variable or key raises?
bool catches_missing_key(const Stmt& statement);
/// Can a case not apply, for the subject is `known`?
bool excludes(const Case& one, std::string_view known);

}  // namespace cumulint
