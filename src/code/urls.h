// URLs that code puts together.
#pragma once

#include "code/meaning.h"

namespace cumulint {

/// A path below a base URL, with one slash between them. A whole URL, or a path without a base, stands for itself.
Meanings url_below(MeaningStore& store, const Meanings& base, const Meanings& path, SourcePlace place);

}  // namespace cumulint
