// Flags values that the SAM transform refuses: the wrong kind, outside of what is allowed, or required and missing.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html

#include "rule/api.h"

namespace cumulint::rules {

extern constinit const Rule invalid_value{
    .info = {.id = "invalid-value",
             .level = Level::error,
             .tags = {"reliability"},
             .aliases = {"E3030", "E3031", "E3032", "E3033", "E3034", "E3035", "E3036", "E3037", "E1027", "E2015"}},
    .on_unit = report_problems,
};

}  // namespace cumulint::rules
