// Code that tells apart what set its function off: a test of the event's fields says which kind of event it is.
#pragma once

#include "code/interpreter.h"

namespace cumulint {

/// What runs from here on works on the kind of event that `condition` asks for.
void enter_event_kind(Interpreter& interpreter, const Expr& condition, CallFrame& frame);
void enter_event_kind(Interpreter& interpreter, const Expr& subject, const Case& one, CallFrame& frame);

}  // namespace cumulint
