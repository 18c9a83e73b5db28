// Concrete evaluation: the value of an expression when the parameters that it uses have values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/template.h"

namespace cumulint {

/// Parameters with the values that they are assumed to have.
struct Assignment {
  std::vector<std::pair<std::string_view, std::string_view>> values;
  const std::string_view* find(std::string_view name) const;
};

/// Evaluates texts and lists; nothing where a part is not known, or where the deployment would fail.
class Concrete {
 public:
  Concrete(const Template& source, const Assignment& assignment) : source_(source), assignment_(assignment) {}

  std::optional<std::string> text(const Value& value);

 private:
  using List = std::vector<std::string>;
  std::optional<List> list(const Value& value);
  std::optional<std::string> call(const Expression& expression);
  std::optional<List> list_call(const Expression& expression);
  std::optional<std::string> reference(std::string_view name);
  std::optional<std::string> sub(const Expression& expression);
  std::optional<std::string> join(const Expression& expression);
  std::optional<std::string> select(const Expression& expression);
  const Value* find_in_map(const Expression& expression);
  bool step();

  const Template& source_;
  const Assignment& assignment_;
  int steps_ = 2'000;
};

/// The value of a mapping for two keys, or null.
const Field* find_in_mapping(const Template& source, std::string_view mapping, std::string_view first, std::string_view second);

}  // namespace cumulint
