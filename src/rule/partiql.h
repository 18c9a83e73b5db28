// PartiQL statements of DynamoDB: does a SELECT read one partition, or the whole table?
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html
#pragma once

#include <string>
#include <string_view>

#include "resolve/possible.h"

namespace cumulint {

/// The text with `?` for what is not known: for statements that are put together.
std::string statement_text(const PartialText& statement);

struct PartiqlSelect {
  bool is_select = false;
  std::string table, index;  // as written; empty if unknown or none
};
PartiqlSelect parse_select(std::string_view statement);

/// Does the WHERE clause fix `partition_key` by `=` or IN, in every term of an OR? A SELECT that does not is a scan.
bool fixes_key(std::string_view statement, std::string_view partition_key);

}  // namespace cumulint
