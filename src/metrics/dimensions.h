// Which resources the dimensions of AWS's metrics carry, and what of them.
#pragma once

#include <string_view>

#include "base/truth.h"
#include "model/template.h"

namespace cumulint {

/// A dimension of an AWS namespace that identifies a resource.
struct DimensionForm {
  std::string_view name_space, dimension;
  std::string_view types[3];  // of the resource
  std::string_view gives[2];  // attributes that give what the dimension carries; "Ref" for a Ref
  bool carries_arn = false;
};

const DimensionForm* find_dimension_form(std::string_view name_space, std::string_view dimension);

/// Does `!Ref` (attribute empty) or `!GetAtt` of a resource give what the dimension carries?
Truth gives_dimension(const DimensionForm& form, std::string_view type, std::string_view attribute);

}  // namespace cumulint
