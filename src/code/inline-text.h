// The code that stands in a template: one scalar, or Fn::Join's lines with references between them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/value.h"

namespace cumulint {

/// A run of the code's bytes and the scalar that it comes from.
struct InlinePiece {
  std::uint32_t begin = 0, end = 0;
  const Node* node = nullptr;
  bool is_reference = false;  // `${Name}` stands for a Ref or GetAtt
};

struct InlineText {
  const Node* node = nullptr;       // what was written as a whole
  std::string text;
  std::vector<InlinePiece> pieces;  // empty: it is `node`'s own text
};

/// Nothing if the code is not known before deployment.
std::optional<InlineText> read_inline(const Value& value);

/// Where a part of code that is put together of pieces stands in the template.
Span place_of_inline(std::string_view template_text, const Node& whole, std::span<const InlinePiece> pieces, Span span);

}  // namespace cumulint
