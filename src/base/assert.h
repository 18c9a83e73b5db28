// CUMULINT_ASSERT: stops on a bug of ours, in every build. Never for anything an input can cause.
#pragma once

namespace cumulint {

[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);

}  // namespace cumulint

#define CUMULINT_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::cumulint::assertion_failed(#condition, __FILE__, __LINE__))
