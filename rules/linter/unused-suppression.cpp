// Reported by the runner, after all rules: an ignored id under which nothing was found.

#include "rule/api.h"

namespace cumulint::rules {

extern constinit const Rule unused_suppression{
    .info = {.id = "unused-suppression", .level = Level::warning, .fix = FixSafety::safe, .tags = {"reliability"}},
    .needs = {.code = true},
};

}  // namespace cumulint::rules
