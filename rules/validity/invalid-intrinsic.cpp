// Flags intrinsic functions with wrong arguments, or where they are not allowed.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html

#include "rule/api.h"

namespace cumulint::rules {

extern constinit const Rule invalid_intrinsic{
    .info = {.id = "invalid-intrinsic",
             .level = Level::error,
             .tags = {"reliability"},
             .aliases = {"E1028", "E1018", "E1022", "E1017", "E1015", "E1016", "E1021", "E1024", "E1030", "E1031",
                         "E8003", "E8004", "E8005", "E8006", "E8007"}},
    .on_unit = report_problems,
};

}  // namespace cumulint::rules
