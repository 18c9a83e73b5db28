// Which resources a tool made for its own purposes, not the author.
#pragma once

#include "model/template.h"

namespace cumulint {

/// By the construct path in `Metadata: aws:cdk:path`: providers of custom resources, log retention, metadata.
bool is_tool_generated(const Resource& resource);

}  // namespace cumulint
