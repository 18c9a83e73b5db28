// Look-ups in what code does.
#include "code/facts.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint {

const Argument* SdkCall::find(std::string_view name) const {
  for (const Argument& argument : arguments)
    if (argument.name == name) return &argument;
  return nullptr;
}

bool SdkCall::follows_requests() const {
  constexpr std::string_view fields[] = {"httpMethod", "requestContext", "rawPath", "routeKey", "path", "resource", "headers"};
  return std::any_of(guards.begin(), guards.end(), [&](const EventGuard& guard) {
    const std::string_view field = guard.path.substr(0, guard.path.find('.'));
    return !guard.holds && guard.test == EventTest::present && std::find(std::begin(fields), std::end(fields), field) != std::end(fields);
  });
}

const FunctionCode* CodeFacts::find(const Resource& function) const {
  for (const FunctionCode& code : functions)
    if (code.function != nullptr && code.function->id == function.id) return &code;
  return nullptr;
}

bool SdkCall::excludes_requests() const {
  return std::any_of(guards.begin(), guards.end(), [](const EventGuard& guard) {
    const bool is_source = guard.path == "source" && guard.test == EventTest::equals;
    return guard.holds && (is_source || guard.path == "detail-type" || guard.path == "detail" || starts_with(guard.path, "Records"));
  });
}

}  // namespace cumulint
