// Flags a key that stands twice in one mapping: one of the two values is lost.

#include "rule/api.h"

namespace cumulint::rules {

extern constinit const Rule duplicate_key{
    .info = {.id = "duplicate-key",
             .level = Level::error,
             .tags = {"reliability"}},
    .on_unit = report_problems,
};

}  // namespace cumulint::rules
