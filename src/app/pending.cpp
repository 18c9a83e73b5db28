// Commands whose layers are not there yet.
#include "app/command.h"

namespace cumulint {

Status run_graph(const Options&, Outside& outside) { return fail(outside, "graph is not there yet."); }
Status run_debug(const Options&, Outside& outside) { return fail(outside, "debug is not there yet."); }

}  // namespace cumulint
