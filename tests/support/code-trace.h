// Runs sources in memory from their handler and says what was met, for tests with a caret line under each call.
#pragma once

#include <string>
#include <string_view>

namespace cumulint::test {

/// Sources in one text: the first has the name `main`, each further one begins with a line `// file: NAME` (or `# file:`).
/// The handler is the function `handler` of the first. Every SDK and HTTP call, read of the environment and route must have
/// a caret line under its start, `//  ^ what`, and every caret line must be met:
///   ^ dynamodb Scan env:TABLE [caught] [conditional] [guarded] [loop] [paginated] [spread] [ignored]
///   < what: at the first character of the line, where a comment leaves no room for a caret
///   ^ http POST https://x/?      ^ needs NAME      ^ reads NAME      ^ route GET /x
///   ^ result Items Count [escapes] [ignored]   ^ response 500 [tells]   ^ client s3 [per-call] [cached] [credentials]
///   ^ catch [all] [re-raises] …   ^ event Records[].body   (tests of these name no calls, requests or routes)
/// Returns the differences, a line each; empty if all is as annotated. Reads are compared only if some line names one.
std::string compare_trace(std::string_view main, std::string_view sources);

/// "known", or why not; then facts: "records", "batch", "router", "failures", "failures:empty", "failures:processor",
/// "opaque:dynamodb", "computed", "env-file".
std::string trace_facts(std::string_view main, std::string_view sources);

}  // namespace cumulint::test
