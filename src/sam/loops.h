// Fn::ForEach of AWS::LanguageExtensions: loops become what they make, before anything else looks at the template.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html
#pragma once

#include "model/build-template.h"
#include "sam/expand.h"

namespace cumulint::sam {

/// The template with every loop unrolled whose collection is known from the text, defaults and given values. What a
/// loop made has the place of its text, with Fn::ForEach as cause. Other loops stay, and so what they make is open.
/// The very same template if there is nothing to unroll.
/// Text of other files (`grafts`) is left as it is.
const Template* unroll_loops(const Template& written, const ExpandOptions& options, Arena& arena, const Grafts& grafts);

}  // namespace cumulint::sam
