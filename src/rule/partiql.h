// PartiQL statements of DynamoDB: does a SELECT look up keys, or read the whole table?
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html
#pragma once

#include <string>
#include <string_view>

#include "resolve/possible.h"

namespace cumulint {

/// A SELECT as far as it is known.
class PartiqlSelect {
 public:
  explicit PartiqlSelect(const PartialText& statement);

  /// no: another statement; unknown: its first word is not known.
  Truth is_select() const { return is_select_; }
  /// The index that it names: FROM "table"."index"; empty if it names none.
  const std::string& index() const { return index_; }
  /// Does the condition fix `key` by = or IN, in every term of an OR?
  Truth fixes(std::string_view key) const;

 private:
  Truth is_select_ = Truth::unknown;
  bool complete_ = true;      // no hole where a WHERE could be
  bool has_condition_ = false;
  std::string index_;
  std::string condition_;     // behind WHERE
};

}  // namespace cumulint
