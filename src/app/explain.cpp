// cumulint explain and cumulint rules.
#include "app/command.h"
#include "app/preparation.h"
#include "output/rule-list.h"

namespace cumulint {

Status run_explain(const Options& options, Outside& outside) {
  const Result<std::vector<const RegisteredRule*>> rules = resolve_rules({options.subject}, "explain");
  if (!rules) return fail(outside, rules.error().message);
  if (rules->empty()) return fail(outside, "explain takes the id of a rule; cumulint rules lists them.");
  outside.print(explanation(*rules->front()));
  return Status::clean;
}

Status run_rule_list(const Options& options, Outside& outside) {
  std::string out;
  if (options.format == "json") {
    write_rule_list_json(out);
  } else {
    write_rule_list_text(out);
  }
  outside.print(out);
  return Status::clean;
}

}  // namespace cumulint
