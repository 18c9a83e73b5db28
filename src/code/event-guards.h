// Tests of the event in code: conditions that a caused event passes or not.
#pragma once

#include "code/interpreter.h"

namespace cumulint {

/// The tests that hold where `condition` is `is`, in front of those that hold in `frame`. Null: it tests something else too.
const GuardChain* find_event_guards(Interpreter& interpreter, const Expr& condition, bool is, CallFrame& frame);

}  // namespace cumulint
