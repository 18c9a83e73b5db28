// Flags what the SAM transform refuses: properties that exclude or need each other, and what can't be applied.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html

#include "rule/api.h"

namespace cumulint::rules {

extern constinit const Rule sam_property_conflict{
    .info = {.id = "sam-property-conflict", .level = Level::error, .tags = {"reliability"}, .aliases = {"E0001"}},
    .on_unit = report_problems,
};

}  // namespace cumulint::rules
