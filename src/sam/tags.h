// Tags: the map that SAM takes as the list that most resources want, and the mark of what SAM made.
#pragma once

#include "sam/context.h"

namespace cumulint::sam {

/// `tags` (a map, may be null) as [{Key, Value}], SAM's own mark first; null if there would be none. An empty `mark`
/// leaves it out.
const Value* tag_list(Context& context, const Subject& subject, const Field* tags, std::string_view mark);
/// The same as a map, for the types that want one.
const Value* tag_map(Context& context, const Subject& subject, const Field* tags, std::string_view mark);
/// Sets the owner's tags, instead of SAM's mark, on the drafts from `first` on whose types take tags, if the owner has PropagateTags.
void propagate_tags(Context& context, const SamResource& owner, std::size_t first_draft);

}  // namespace cumulint::sam
