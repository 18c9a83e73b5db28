// Cutting of ARNs and URLs: which part of a text names what.
#pragma once

#include <string_view>

#include "resolve/arn-forms.h"
#include "resolve/flat-text.h"

namespace cumulint {

/// A text that names something, cut. `name` may hold holes.
struct NameCut {
  enum class Kind { none, bare_name, arn, reference } kind = Kind::none;
  std::string_view service = {}, prefix = {};  // of an ARN, as in ArnForm
  std::string_view type = {};                  // of an ARN, if we know it
  std::string_view name = {};                  // the resource's name; of a reference: its hole
  std::string_view qualifier = {}, rest = {};
};

/// Cuts an ARN, a queue URL, an API's or function's URL, an integration's URI, a reference, or a bare name.
NameCut cut_name(const FlatText& text);

}  // namespace cumulint
