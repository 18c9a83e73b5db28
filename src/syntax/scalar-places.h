// ScalarPlaces: where the parts of one scalar's decoded text stand in the file, for many questions about it.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/node.h"
#include "syntax/scalar-text.h"

namespace cumulint {

/// Decodes the scalar a second time, once, unless its text stands in the file as it is. `source` is the whole file; it and
/// the scalar outlive this.
class ScalarPlaces {
 public:
  ScalarPlaces(std::string_view source, const Node& scalar);

  /// The bytes that made a range of the decoded text; of what is no scalar the whole.
  Span in_file(Span decoded) const;

 private:
  bool is_verbatim() const;

  std::string_view source_;
  const Node* scalar_;
  std::vector<yaml::Piece> pieces_;
};

}  // namespace cumulint
