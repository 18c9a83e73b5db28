// From arguments to a command.
#include "app/command.h"

namespace cumulint {

Status fail(Outside& outside, const std::string& sentence) {
  outside.complain("cumulint: " + sentence + "\n");
  return Status::failed;
}

Status run_command(const std::vector<std::string>& arguments, Outside& outside) {
  const Result<ParsedArguments> parsed = parse_arguments(arguments);
  if (!parsed) return fail(outside, parsed.error().message);
  if (parsed->print) {
    outside.print(*parsed->print);
    return Status::clean;
  }
  const Options& options = parsed->options;
  switch (options.command) {
    case CommandKind::check: return run_check(options, outside);
    case CommandKind::expand: return run_expand(options, outside);
    case CommandKind::graph: return run_graph(options, outside);
    case CommandKind::explain: return run_explain(options, outside);
    case CommandKind::rules: return run_rule_list(options, outside);
    case CommandKind::lsp: return run_language_server(options, outside);
    case CommandKind::debug: return run_debug(options, outside);
    case CommandKind::init: return run_init(options, outside);
    case CommandKind::completions: return run_completions(options, outside);
  }
  return Status::failed;
}

}  // namespace cumulint
