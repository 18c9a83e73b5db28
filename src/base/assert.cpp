// Reports a broken invariant and aborts.
#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace cumulint {

void assertion_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "cumulint: internal error at %s:%d: %s\nPlease report this with the template that caused it.\n",
               file, line, condition);
  std::abort();
}

}  // namespace cumulint
