// AWS::Include of local files: what stands in the file stands in the template before anything else looks at it.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
#pragma once

#include "model/build-template.h"
#include "sam/expand.h"

namespace cumulint::sam {

/// The template with the text of every local file that AWS::Include names, anywhere but in Parameters. `grafts` tells
/// which nodes of the new tree are of other files. What lies in S3, is not there or may not be read stays, and is open.
/// The very same template if there is nothing to include.
const Template* include_files(const Template& written, const ExpandOptions& options, Arena& arena, Grafts& grafts);

}  // namespace cumulint::sam
