// Flags values that the SAM transform refuses: the wrong kind, outside of what is allowed, or required and missing.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html

#include "rule/api.h"

namespace cumulint::rules {

extern constinit const Rule invalid_value{
    .info = {.id = "invalid-value", .level = Level::error, .tags = {"reliability"}, .aliases = {"E3030"}},
    .on_unit = report_problems,
};

}  // namespace cumulint::rules
