// Names of levels.
#include "diag/rule-info.h"

namespace cumulint {

std::string_view level_name(Level level) {
  switch (level) {
    case Level::note: return "note";
    case Level::warning: return "warning";
    case Level::error: return "error";
  }
  return "";
}

}  // namespace cumulint
