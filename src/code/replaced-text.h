// Texts that code makes of others by replacing their start or end.
#pragma once

#include <string_view>

#include "code/meaning.h"

namespace cumulint {

struct Replacement {
  std::string_view pattern, with;
  bool is_regex = false;
};

/// key.replace(".wav", ".mp3"): of a text of which nothing is known, one that ends so; "uploads/" stands at the start. Unknown
/// where neither is clear.
Meanings replace_in_unknown(MeaningStore& store, const Replacement& replacement, SourcePlace place);

/// Does it only undo a form's encoding: "+" becomes a space?
bool is_decoding(const Replacement& replacement);

}  // namespace cumulint
