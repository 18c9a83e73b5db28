// Reported by the runner: an ignored id that no rule or alias has.

#include "rule/api.h"

namespace cumulint::rules {

extern constinit const Rule unknown_suppression{
    .info = {.id = "unknown-suppression", .level = Level::warning, .tags = {"reliability"}},
};

}  // namespace cumulint::rules
