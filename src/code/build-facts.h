// From a trace to FunctionCode: the last step, into the Unit's arena.
#pragma once

#include "code/code-values.h"
#include "code/handler.h"
#include "code/trace.h"

namespace cumulint {

/// What is known of a function whose handler was found or not; without a trace nothing was followed.
FunctionCode build_function_code(const Resource& function, const HandlerEntry& entry, const Trace* trace,
                                 const CodeValues& values);

}  // namespace cumulint
