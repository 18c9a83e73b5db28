// FlatText: a text with holes as one string, so that ARNs, URLs and patterns in it can be cut and compared.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/template.h"
#include "resolve/resolver.h"

namespace cumulint {

/// A hole is two bytes in `text`: `hole_mark`, then 0x80 + its index; neither is a byte of an ARN or a URL.
struct FlatText {
  static constexpr char hole_mark = '\x01';
  static constexpr std::size_t most_holes = 100;

  std::string text;
  std::vector<Reference> holes;  // target empty: nothing is known of it
  Scenario when;                 // the alternatives that were chosen

  void add_text(std::string_view literal);
  void add_hole(const Reference& reference);
  /// The hole that begins at `position`, or null.
  const Reference* hole_at(std::size_t position) const { return hole_at(text, position); }
  const Reference* hole_at(std::string_view part, std::size_t position) const;
  /// The one hole that `part` (of `text`) consists of, or null.
  const Reference* whole_hole(std::string_view part) const;
  bool has_hole(std::string_view part) const { return part.find(hole_mark) != std::string_view::npos; }
  /// The same for the same parts and holes, whatever their order of first use; empty if a hole is unknown.
  std::string canonical(std::string_view part) const;
  /// For people: `${Bucket}/*`.
  std::string shown(std::string_view part) const;
};

/// A text for each combination of alternatives that can be; none if there are more than a few.
std::vector<FlatText> flatten(const PartialText& text, const Conditions& conditions, Arena& arena);

/// What is written, with every reference as a hole, also those to parameters: equal texts are equal whatever is
/// deployed. False for what is no text, Ref, GetAtt, Sub or Join of these.
bool flatten_written(const Value& value, const Template& source, FlatText& out);

}  // namespace cumulint
