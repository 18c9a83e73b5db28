// Counting of code facts.

#include "code/fact-stats.h"

#include <algorithm>
#include <vector>

#include "base/format.h"

namespace cumulint {
namespace {

constexpr std::size_t shown_reasons = 10;

std::string_view why_no_handler(const FunctionCode& code) {
  switch (code.missing) {
    case FunctionCode::Missing::folder: return "the folder is not there";
    case FunctionCode::Missing::file: return "the handler's file is not there";
    case FunctionCode::Missing::handler: return "the handler is not in its file";
    case FunctionCode::Missing::none: break;
  }
  return code.why_unknown.empty() ? "the handler is made by something unknown" : code.why_unknown;
}

/// Something is known of what the call works on.
bool is_resolved(const CodeValue& target) {
  return target.resource || !target.possible.candidates.empty() || !target.event_path.empty();
}

std::string_view why_no_target(const SdkCall& call) {
  if (!call.target.environment.empty()) return "its environment variable is not defined, or not known";
  return call.spread_arguments ? "other arguments may be given" : "it comes from something unknown";
}

}  // namespace

void FactStats::add(const SdkCall& call, PerLanguage& counts) {
  ++counts.calls;
  if (call.service.empty() || call.operation.empty())
    ++counts.no_operation[call.service.empty() ? "the service is not known" : "the command is not known"];
  else
    ++counts.operations;
  if (!call.has_target) return;
  ++counts.with_target;
  if (is_resolved(call.target))
    ++counts.targets;
  else
    ++counts.no_target[std::string{why_no_target(call)}];
}

void FactStats::add(const CodeFacts& facts) {
  for (const FunctionCode& code : facts.functions) {
    PerLanguage& counts = languages_[static_cast<std::size_t>(code.language)];
    ++counts.functions;
    const bool found = code.found == Truth::yes && code.handler.file != FileId::none;
    if (found)
      ++counts.handlers;
    else if (code.elsewhere)
      ++counts.elsewhere, ++counts.no_code[std::string{code.why_unknown}];
    else
      ++counts.no_handler[std::string{why_no_handler(code)}];
    if (code.known)
      ++counts.known;
    else if (found)
      ++counts.not_known[std::string{code.why_unknown}];
    for (const SdkCall& call : code.calls) add(call, counts);
  }
}

void FactStats::print(std::string& out, std::string_view what, const Reasons& reasons) {
  std::vector<std::pair<std::size_t, std::string_view>> sorted;
  for (const auto& [reason, count] : reasons) sorted.emplace_back(count, reason);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (sorted.size() > shown_reasons) sorted.resize(shown_reasons);
  for (const auto& [count, reason] : sorted) append(out, "  {}: {} {}\n", what, count, reason);
}

std::string FactStats::print() const {
  std::string out;
  for (std::size_t i = 0; i < std::size(languages_); ++i) {
    const PerLanguage& counts = languages_[i];
    if (counts.functions == 0) continue;
    append(out, "{}: functions {}, code elsewhere {}, handlers found {} of {}, known code {}\n", language_name(static_cast<Language>(i)),
           counts.functions, counts.elsewhere, counts.handlers, counts.functions - counts.elsewhere, counts.known);
    append(out, "  calls {}, operations known {}, with target {}, targets resolved {}\n", counts.calls, counts.operations,
           counts.with_target, counts.targets);
    print(out, "code elsewhere", counts.no_code);
    print(out, "no handler", counts.no_handler);
    print(out, "code not known", counts.not_known);
    print(out, "no operation", counts.no_operation);
    print(out, "no target", counts.no_target);
  }
  return out;
}

}  // namespace cumulint
