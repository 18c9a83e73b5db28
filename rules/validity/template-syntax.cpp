// Flags text that is not YAML or JSON, or not a template's shape.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html

#include "rule/api.h"

namespace cumulint::rules {

extern constinit const Rule template_syntax{
    .info = {.id = "template-syntax",
             .level = Level::error,
             .tags = {"reliability"},
             .aliases = {"E0000", "E3001", "E2001", "E6001"}},
    .on_unit = report_problems,
};

}  // namespace cumulint::rules
